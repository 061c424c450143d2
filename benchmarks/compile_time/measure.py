#!/usr/bin/env python3
"""measure.py <build folder>: what a struct costs to compile, and how much code it is, over the fixed cost of a file that
reads and writes one. Prints a table for each compiler; of several compilations the fastest counts."""

import os
import resource
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
COMPILERS = ("g++", "clang++-14")
STRUCTS = 50
ROUNDS = 5
TYPES = ("std::string", "std::optional<std::string>", "std::optional<std::int64_t>", "bool", "descry::decimal",
         "std::optional<descry::timestamp>", "std::vector<std::string>", "std::optional<descry::guid>", "int",
         "std::optional<bool>", "std::optional<descry::decimal>", "double")


def source(structs):
    """A program text with that many structs of twelve members, each read and written."""
    lines = ["#include <descry/json.hpp>"]
    for i in range(structs):
        names = [f"member_{letter}_{i}" for letter in "abcdefghijkl"]
        lines.append(f"struct type_{i} {{")
        lines += [f"    {kind} {name}{{}};" for kind, name in zip(TYPES, names)]
        lines.append("};")
        lines.append(f"BOOST_DESCRIBE_STRUCT(type_{i}, (), ({', '.join(names)}))")
        lines.append(f"bool read_{i}(std::string_view text, type_{i}& to) "
                     "{ return descry::read_json_into(text, to).has_value(); }")
        lines.append(f"void write_{i}(type_{i} const& from, std::string& to) "
                     "{ descry::write_json_into(from, to); }")
    return "\n".join(lines) + "\n"


def seconds(command):
    """The processor time of the fastest of several runs."""
    best = float("inf")
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run(command, check=True)
        best = min(best, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    return best


def sizes(object_file):
    """Bytes of instructions, and of everything else that is loaded: names, tables, unwinding."""
    table = subprocess.run(["size", "-A", object_file], check=True, capture_output=True, text=True).stdout
    loaded = ("text", "rodata", "data", "bss", "eh_frame", "gcc_except_table")
    sections = [line.split()[:2] for line in table.splitlines() if line.startswith(".")]
    by_kind = {kind: sum(int(size) for name, size in sections if name.split(".")[1] == kind) for kind in loaded}
    return by_kind["text"], sum(by_kind.values()) - by_kind["text"]


def measure(compiler, folder):
    results = {}
    for name, text in (("include", "#include <descry/json.hpp>\n"), ("one", source(1)), ("many", source(1 + STRUCTS))):
        path = os.path.join(folder, f"{name}.cpp")
        with open(path, "w") as file:
            file.write(text)
        command = [compiler, "-std=c++20", "-O2", "-DNDEBUG", f"-I{ROOT}/include", "-c", path, "-o", path + ".o"]
        results[name] = seconds(command), *sizes(path + ".o")
    each = [(many - one) / STRUCTS for many, one in zip(results["many"], results["one"])]
    return results["include"][0], results["one"][0], *each


def main():
    folder = os.path.join(sys.argv[1], "compile_time")
    os.makedirs(folder, exist_ok=True)
    print("| | the header alone | with one struct | each further struct | its code | its names and tables |")
    print("|---|---|---|---|---|---|")
    for compiler in COMPILERS:
        include, one, time, code, tables = measure(compiler, folder)
        print(f"| {compiler} | {include:.2f} s | {one:.2f} s | {time:.3f} s | {code / 1000:.1f} kB | "
              f"{tables / 1000:.1f} kB |")


if __name__ == "__main__":
    main()
