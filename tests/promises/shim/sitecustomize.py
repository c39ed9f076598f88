"""Loaded by Python itself in the test's child processes (PYTHONPATH): a world that differs from the last one.

SHIM_SHUFFLE=seed     folders list their files in another order
SHIM_CLOCK=seconds    every clock is that much ahead
SHIM_UMASK=octal      new files get other rights
SHIM_ZLIB=zlib-ng     compressed with the library of that name
SHIM_NETWORK=file     any attempt to reach the network is written to the file and refused
"""

import os
import random
import sys
import time
from pathlib import Path

if seed := os.environ.get("SHIM_SHUFFLE"):
    chance = random.Random(int(seed))
    listdir, scandir = os.listdir, os.scandir

    def shuffled(entries):
        found = sorted(entries, key=str)
        chance.shuffle(found)
        return found

    class Scan:
        """os.scandir's answer: an iterator that is also a context."""

        def __init__(self, *arguments):
            with scandir(*arguments) as entries:
                self.entries = iter(shuffled(entries))

        def __iter__(self):
            return self

        def __next__(self):
            return next(self.entries)

        def __enter__(self):
            return self

        def __exit__(self, *_exception):
            self.close()

        def close(self):
            pass

    os.listdir = lambda *arguments: shuffled(listdir(*arguments))
    os.scandir = Scan

if ahead := float(os.environ.get("SHIM_CLOCK", "0")):
    import datetime

    def later(clock, factor=1):
        return lambda *arguments: clock(*arguments) + type(clock())(ahead * factor)

    now, now_ns, localtime, gmtime = time.time, time.time_ns, time.localtime, time.gmtime
    time.time, time.time_ns = later(now), later(now_ns, 10**9)
    time.localtime = lambda seconds=None: localtime(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: gmtime(time.time() if seconds is None else seconds)
    strftime = time.strftime
    time.strftime = lambda form, moment=None: strftime(form, time.localtime() if moment is None else moment)

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls):
            return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    class Tomorrow(datetime.date):
        @classmethod
        def today(cls):
            return cls.fromtimestamp(time.time())

    datetime.datetime, datetime.date = Later, Tomorrow

if mask := os.environ.get("SHIM_UMASK"):
    os.umask(int(mask, 8))

if os.environ.get("SHIM_ZLIB") == "zlib-ng":
    import zlib

    from zlib_ng import zlib_ng

    for name in ("compress", "compressobj", "decompress", "decompressobj", "crc32", "adler32"):
        setattr(zlib, name, getattr(zlib_ng, name))

if log := os.environ.get("SHIM_NETWORK"):
    _REFUSED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind")

    def refuse(event, arguments):
        if event in _REFUSED or event.startswith(("urllib.", "http.client.", "ftplib.", "smtplib.")):
            with Path(log).open("a", encoding="utf-8") as attempts:
                attempts.write(f"{event} {arguments!r}\n")
            raise OSError(f"no network here: {event}")

    sys.addaudithook(refuse)
