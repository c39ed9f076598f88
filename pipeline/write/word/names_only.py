"""A Jinja environment in which a template may say names and nothing else, so that nothing in a template can run.

Kept apart because Jinja is slow to import. The check sits where every text is parsed: body, headers, footers, notes and
the template's own document properties.
"""

import jinja2
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment


class CodeError(jinja2.TemplateError):
    """The template holds something else than names: a loop, a filter, a call, arithmetic."""


class NamesOnly(SandboxedEnvironment):
    """`names` collects what was met, dotted names whole, in the order met."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=jinja2.StrictUndefined)
        self.names: dict[str, None] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for statement in tree.body:
            if not isinstance(statement, nodes.Output):
                raise CodeError(type(statement).__name__.lower())
            for expression in statement.nodes:
                if not isinstance(expression, nodes.TemplateData):
                    self.names[_dotted(expression)] = None
        return tree


def _dotted(expression: nodes.Node) -> str:
    match expression:
        case nodes.Name():
            return str(expression.name)
        case nodes.Getattr():
            return f"{_dotted(expression.node)}.{expression.attr}"
    raise CodeError(type(expression).__name__.lower())
