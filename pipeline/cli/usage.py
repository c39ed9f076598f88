"""Wrong use of the command line: said in one sentence, exit code 2."""


class UsageError(Exception):
    """`str()` is the sentence. Raised only between the arguments and the call they stand for."""
