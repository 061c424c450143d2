#!/usr/bin/env python3
"""named_tests.py <document>...: each test that a document names, as `tests/a/b.cpp`: `one`, `other`, is in that file."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).parents[2]
named = re.compile(r"`(tests/[\w/]+\.cpp)`((?:[:,] `\w+`)*)")
bad = False
for document in sys.argv[1:]:
    for path, names in named.findall(pathlib.Path(document).read_text()):
        if path == "tests/x/y.cpp":  # any of them
            continue
        file = root / path
        text = file.read_text() if file.exists() else ""
        if not file.exists():
            print(f"{document} names {path}, which does not exist")
            bad = True
        for name in re.findall(r"`(\w+)`", names):
            if not re.search(rf"^\w*TEST_CASE\w*\({name}\b", text, re.MULTILINE):
                print(f"{document} names {name}, which is not a test in {path}")
                bad = True
sys.exit(bad)
