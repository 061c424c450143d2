#!/usr/bin/env python3
"""charts.py <measured> <folder> <readme>: draws read.svg and write.svg from what the benchmarks measured, json/*.json and,
if there is one, glaze.json, writes tables of the same run to figures.md, and a summary between two lines of the README.
Of the repetitions the fastest counts: whatever else ran on the machine only made it slower."""

import json
import os
import sys
from html import escape

OURS = "descry"
FLOOR = "copy of the object"
UNTYPED = "Boost.JSON parse only"
COLOURS = {OURS: "#0b6e4f", FLOOR: "#d9d9d9", UNTYPED: "#b8c4d6"}
PEER = "#5b7db1"
WIDTH, LABELS, BAR, GAP, TITLE, MARGIN, AXIS = 860, 190, 15, 3, 24, 16, 44


def fastest(run):
    """What was done -> data set -> library -> (nanoseconds, megabytes a second)."""
    scale = {"ns": 1, "us": 1e3, "ms": 1e6}
    figures = {}
    for row in run["benchmarks"]:
        if row["run_type"] != "iteration":
            continue
        what, data, library = row["run_name"].split("/")[:3]
        time = row["real_time"] * scale[row["time_unit"]]
        libraries = figures.setdefault(what, {}).setdefault(data, {})
        if library not in libraries or time < libraries[library][0]:
            libraries[library] = (time, row["bytes_per_second"] / 1e6)
    return figures


def round_step(largest):
    """A step that gives an axis from four to ten marks."""
    step = 1
    while largest / step > 10:
        step *= 2.5 if str(step).startswith("2") and step >= 2 else 2
    return step


def text(x, y, content, anchor="start", size=12, weight="normal", colour="#222"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" '
            f'fill="{colour}">{escape(content)}</text>')


def chart(title, data_sets):
    shown = {name: sorted(((library, figures[1]) for library, figures in libraries.items() if library != FLOOR),
                          key=lambda bar: -bar[1]) for name, libraries in data_sets.items()}
    largest = max(speed for bars in shown.values() for _, speed in bars)
    step = round_step(largest)
    to_x = lambda speed: LABELS + speed / largest * (WIDTH - LABELS - 70)

    y = MARGIN + 2 * TITLE
    out = []
    for name, bars in shown.items():
        out.append(text(MARGIN, y + 12, name, weight="bold"))
        y += TITLE - 4
        for library, speed in bars:
            bold = "bold" if library == OURS else "normal"
            out.append(text(LABELS - 8, y + BAR - 3, library, "end", weight=bold))
            out.append(f'<rect x="{LABELS}" y="{y}" width="{to_x(speed) - LABELS:.1f}" height="{BAR}" '
                       f'fill="{COLOURS.get(library, PEER)}"/>')
            out.append(text(to_x(speed) + 5, y + BAR - 3, f"{speed:,.0f}", size=11, weight=bold))
            y += BAR + GAP
        y += 10
    grid = []
    mark = 0
    while mark <= largest:
        grid.append(f'<line x1="{to_x(mark):.1f}" y1="{MARGIN + TITLE + 8}" x2="{to_x(mark):.1f}" y2="{y}" '
                    f'stroke="#e6e6e6"/>')
        grid.append(text(to_x(mark), y + 16, f"{mark:,.0f}", "middle", 11, colour="#555"))
        mark += step
    grid.append(text((LABELS + WIDTH) / 2, y + 34, "megabytes of JSON a second (more is better)", "middle", 12,
                     colour="#555"))
    head = text(MARGIN, MARGIN + 12, title, size=16, weight="bold")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + AXIS}" '
            f'viewBox="0 0 {WIDTH} {y + AXIS}" font-family="Helvetica, Arial, sans-serif">\n'
            f'<rect width="100%" height="100%" fill="white"/>\n' + "\n".join([head, *grid, *out]) + "\n</svg>\n")


def duration(nanoseconds):
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def cycles(figures, clock):
    """Of the processor, for each byte of JSON."""
    return f"{clock / figures[1]:.2f}" if clock else ""


def table(what, data_sets, clock):
    """One row for each data set: our time, and how many times it the others take."""
    others = sorted({library for libraries in data_sets.values() for library in libraries} - {OURS})
    rows = [f"| {what} | {OURS} | cycles a byte | " + " | ".join(others) + " |", "|---" * (len(others) + 3) + "|"]
    for name, libraries in data_sets.items():
        ours = libraries[OURS]
        ratios = [f"× {libraries[library][0] / ours[0]:.2f}" if library in libraries else "" for library in others]
        rows.append(f"| {name} | {duration(ours[0])} | {cycles(ours, clock)} | " + " | ".join(ratios) + " |")
    return "\n".join(rows)


def summary(figures, glaze, clock):
    """One row for each data set: our figures, the fastest of the typed peers, and glaze."""
    head = [f"{what}{column}" for what in figures for column in ("", ", cycles a byte", ": fastest peer")]
    head += [f"{what}: glaze" for what in glaze]
    rows = ["| | " + " | ".join(head) + " |", "|---" * (len(head) + 1) + "|"]
    for name in figures["read"]:
        cells = []
        for data_sets in figures.values():
            libraries = data_sets.get(name, {})
            peers = {library: at for library, at in libraries.items() if library not in (OURS, FLOOR, UNTYPED)}
            ours = libraries.get(OURS)
            cells += [duration(ours[0]), cycles(ours, clock)] if ours else ["", ""]
            best = min(peers, key=lambda library: peers[library][0], default=None)
            cells.append(f"× {peers[best][0] / ours[0]:.2f} {best}" if best else "")
        for data_sets in glaze.values():
            both = data_sets.get(name)
            cells.append(f"× {both['glaze'][0] / both[OURS][0]:.2f}" if both else "")
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def replace_between(file_name, content):
    """The lines between two comments are replaced."""
    begin, end = "<!-- made by benchmarks/run.sh -->\n", "<!-- end of what benchmarks/run.sh made -->\n"
    with open(file_name) as file:
        whole = file.read()
    before, rest = whole.split(begin)
    with open(file_name, "w") as file:
        file.write(before + begin + content + end + rest.split(end)[1])


def read_run(file_name):
    with open(file_name) as file:
        return json.load(file)


def read_runs(folder):
    """The runs of all files, in the order in which their benchmarks were registered."""
    runs = [read_run(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".json")]
    rows = [row for run in runs for row in sorted(run["benchmarks"], key=lambda row: row["family_index"])]
    return {"context": runs[0]["context"], "benchmarks": rows}


def main():
    measured, folder, readme = sys.argv[1:]
    run = read_runs(os.path.join(measured, "json"))
    os.makedirs(folder, exist_ok=True)
    figures = fastest(run)
    with_glaze = os.path.join(measured, "glaze.json")
    glaze_run = read_run(with_glaze) if os.path.exists(with_glaze) else {"context": {}, "benchmarks": []}
    glaze = fastest(glaze_run)
    context = lambda *keys: ", ".join(run["context"][key] for key in keys if key in run["context"])
    clock = float(context("clock").removesuffix(" MHz")) if context("clock").endswith(" MHz") else None
    for what, title in (("read", "Reading JSON into structs"), ("write", "Writing structs as JSON")):
        with open(os.path.join(folder, f"{what}.svg"), "w") as file:
            file.write(chart(f"{title}: {context('cpu', 'compiler')}", figures[what]))

    made_with = context("cpu", "clock", "compiler", "commit")
    glaze_with = glaze_run["context"].get("compiler", "")
    with open(os.path.join(folder, "figures.md"), "w") as file:
        file.write(f"# Figures\n\nOne run of `benchmarks/run.sh`: {made_with}. The time that descry takes, and how "
                   "many times that the others take; below × 1, descry is slower. Unknown members are kept by descry, "
                   "unless the row says that they are skipped, and skipped by the others.\n\n")
        file.write("\n\n".join(table(what, data_sets, clock) for what, data_sets in figures.items()) + "\n")
        if glaze:
            file.write(f"\nThe same with {glaze_with}, beside glaze, which does not check UTF-8 when it writes:\n\n")
            file.write("\n\n".join(table(what, data_sets, clock) for what, data_sets in glaze.items()) + "\n")
    beside = f", beside glaze with {glaze_with}" if glaze else ""
    replace_between(readme, f"\nOne run of `benchmarks/run.sh`: {made_with}{beside}. The time that descry takes, and how "
                            "many times that the fastest peer takes; below × 1, descry is slower.\n\n" +
                    summary(figures, glaze, clock) + "\n\n")


if __name__ == "__main__":
    main()
