# check.py: reads the lines of documents.cpp, and compares what a validator of JSON Schema says of each document with
# what the reader says, with and without assertion of formats. Exit code 77 if there is no validator.
import json
import sys

try:
    from jsonschema import Draft202012Validator, FormatChecker
except ImportError:
    print("python3-jsonschema is missing")
    sys.exit(77)

validators, counts, faults = [], {"read": 0, "refused": 0}, 0
for line in sys.stdin:
    verdict, text = line.rstrip("\n").split(" ", 1)
    value = json.loads(text)
    if verdict == "schema":
        Draft202012Validator.check_schema(value)
        validators = [Draft202012Validator(value), Draft202012Validator(value, format_checker=FormatChecker())]
        continue
    counts[verdict] += 1
    for validator in validators:
        errors = list(validator.iter_errors(value))
        if bool(errors) == (verdict == "refused"):
            continue
        faults += 1
        print(verdict, "by the reader, but not by the validator:", text)
        for error in errors:
            print("   ", error.json_path, error.message[:200])
print(counts)
sys.exit(0 if faults == 0 and min(counts.values()) > 0 else 1)
