"""The editions of a tender, from the one that shows all to those that go out. A module of its own: the command line
needs the names long before it needs the model."""

EDITIONS = ("internal", "consultation", "tender", "contract")
