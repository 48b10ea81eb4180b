#!/usr/bin/env bash
# Draws the icons that Teams asks for from their SVG sources. Needs rsvg-convert (librsvg2-bin).
set -euo pipefail
cd "$(dirname "$0")"
rsvg-convert -w 192 -h 192 icon.svg -o color.png
rsvg-convert -w 32 -h 32 outline.svg -o outline.png
