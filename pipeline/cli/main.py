"""The whole command line -> exit code."""

import sys
from collections.abc import Sequence

from ..base.i18n import LANGUAGES, use_language
from . import arguments, streams
from .usage import UsageError


def main(argv: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if argv is None else argv)
    streams.prepare()
    use_language(_language(given))
    try:
        code = _run(given)
        streams.finish()
        return code
    except KeyboardInterrupt:
        streams.interrupted()
        return 130


def _run(given: list[str]) -> int:
    verbose = "-v" in given or "--verbose" in given
    try:
        parsed = arguments.parser().parse_args(given)
        verbose = parsed.verbose > 0
        return int(parsed.run(parsed))
    except SystemExit as ended:  # argparse: --help, --version and wrong usage
        return ended.code if isinstance(ended.code, int) else 2
    except UsageError as wrong:
        streams.usage(str(wrong))
        return 2
    except BrokenPipeError:  # argparse's own printing: nobody reads the help any more
        return 0
    except OSError as failure:  # what the command could not say better
        streams.disk(failure, verbose)
        return 1
    except Exception as bug:
        streams.our_bug(bug, verbose)
        return 3


def _language(given: list[str]) -> str:
    """`--lang` decides the language of the help texts too, so it is read before the rest."""
    for i, word in enumerate(given):
        name, equals, value = word.partition("=")
        if name == "--lang":
            chosen = value if equals else next(iter(given[i + 1 :]), "")
            return chosen if chosen in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]
