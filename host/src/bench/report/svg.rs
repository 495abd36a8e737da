//! Column charts as inline SVG: a title, two axes with units, and nothing to load.

use std::fmt::Write;

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 380.0;
/// Room for the axes: left, right, above, below.
const LEFT: f64 = 92.0;
const RIGHT: f64 = 18.0;
const TOP: f64 = 64.0;
const BOTTOM: f64 = 112.0;
/// Labels under the columns, at most.
const LABELS: usize = 24;
const TICKS: usize = 5;
const COLOURS: [&str; 6] = ["#2f6690", "#e07a2f", "#4a9d6e", "#a8327d", "#8a8a8a", "#c9a227"];

/// A column chart; series stand on top of each other or side by side.
pub(super) struct Chart<'a> {
    pub(super) title: &'a str,
    /// What a column is, with its unit.
    pub(super) x: &'a str,
    /// What its height is, with its unit.
    pub(super) y: &'a str,
    /// A label per column.
    pub(super) labels: Vec<String>,
    /// A name and a height per column; what is negative or no number has none.
    pub(super) series: Vec<(&'a str, Vec<f64>)>,
    pub(super) stacked: bool,
}

/// Text in HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The least of 1, 2, 5 times a power of ten that is no less.
fn round_up(value: f64) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    let digit = [1.0, 2.0, 5.0, 10.0].into_iter().find(|d| d * power >= value * (1.0 - 1e-9));
    digit.unwrap_or(10.0) * power
}

/// A number for an axis.
fn tick(value: f64) -> String {
    let magnitudes = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];
    let (scale, suffix) =
        magnitudes.into_iter().find(|(scale, _)| value >= *scale).unwrap_or((1.0, ""));
    let text = format!("{:.6}", value / scale);
    format!("{}{suffix}", text.trim_end_matches('0').trim_end_matches('.'))
}

impl Chart<'_> {
    fn height(&self, series: usize, column: usize) -> f64 {
        let value = self.series.get(series).and_then(|(_, v)| v.get(column)).copied();
        value.filter(|v| v.is_finite() && *v > 0.0).unwrap_or(0.0)
    }

    fn top(&self, column: usize) -> f64 {
        let heights = (0..self.series.len()).map(|s| self.height(s, column));
        if self.stacked { heights.sum() } else { heights.fold(0.0, f64::max) }
    }

    /// A figure that holds the chart.
    pub(super) fn figure(&self) -> String {
        let mut svg = String::new();
        self.write(&mut svg);
        format!("<figure class=\"plot\">\n{svg}</figure>\n")
    }

    fn write(&self, svg: &mut String) {
        let columns = self.labels.len();
        let most = (0..columns).map(|c| self.top(c)).fold(0.0, f64::max);
        let step = if most > 0.0 { round_up(most / TICKS as f64) } else { 1.0 };
        let limit = step * (most / step).ceil().max(1.0);
        let (inner, tall) = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
        let y = |value: f64| TOP + tall * (1.0 - value / limit);
        let title = escape(self.title);
        let mut line = |text: std::fmt::Arguments<'_>| {
            // Writing to a string cannot fail.
            let _ = writeln!(svg, "{text}");
        };
        line(format_args!(
            "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\">"
        ));
        line(format_args!("<text class=\"title\" x=\"{LEFT}\" y=\"24\">{title}</text>"));
        let mut value = 0.0;
        while value <= limit * (1.0 + 1e-9) {
            let (at, text) = (y(value), tick(value));
            let end = WIDTH - RIGHT;
            line(format_args!(
                "<line class=\"grid\" x1=\"{LEFT}\" y1=\"{at:.1}\" x2=\"{end}\" y2=\"{at:.1}\"/>\
                 <text class=\"tick\" text-anchor=\"end\" x=\"{:.1}\" y=\"{:.1}\">{text}</text>",
                LEFT - 8.0,
                at + 4.0,
            ));
            value += step;
        }
        let width = inner / columns.max(1) as f64;
        for column in 0..columns {
            let mut below = 0.0;
            for series in 0..self.series.len() {
                let height = self.height(series, column);
                let beside = if self.stacked { 1.0 } else { self.series.len() as f64 };
                let thick = width * 0.82 / beside;
                let place = if self.stacked { 0.0 } else { series as f64 };
                let left = LEFT + width * (column as f64 + 0.09) + thick * place;
                let colour = COLOURS[series % COLOURS.len()];
                line(format_args!(
                    "<rect x=\"{left:.2}\" y=\"{:.2}\" width=\"{thick:.2}\" height=\"{:.2}\" \
                     fill=\"{colour}\"><title>{} {}: {height}</title></rect>",
                    y(below + height),
                    tall * height / limit,
                    escape(self.series[series].0),
                    escape(&self.labels[column]),
                ));
                if self.stacked {
                    below += height;
                }
            }
        }
        let every = columns.div_ceil(LABELS).max(1);
        for (column, label) in self.labels.iter().enumerate().step_by(every) {
            let (x, y) = (LEFT + width * (column as f64 + 0.5), HEIGHT - BOTTOM + 16.0);
            line(format_args!(
                "<text class=\"tick\" text-anchor=\"end\" x=\"{x:.1}\" y=\"{y:.1}\" \
                 transform=\"rotate(-35 {x:.1} {y:.1})\">{}</text>",
                escape(label)
            ));
        }
        let middle = LEFT + inner / 2.0;
        line(format_args!(
            "<text class=\"x-axis\" text-anchor=\"middle\" x=\"{middle}\" y=\"{}\">{}</text>",
            HEIGHT - 8.0,
            escape(self.x)
        ));
        let middle = TOP + tall / 2.0;
        line(format_args!(
            "<text class=\"y-axis\" text-anchor=\"middle\" x=\"18\" y=\"{middle}\" \
             transform=\"rotate(-90 18 {middle})\">{}</text>",
            escape(self.y)
        ));
        if self.series.len() > 1 {
            let mut x = LEFT;
            for (series, (name, _)) in self.series.iter().enumerate() {
                let colour = COLOURS[series % COLOURS.len()];
                line(format_args!(
                    "<rect x=\"{x}\" y=\"38\" width=\"12\" height=\"12\" fill=\"{colour}\"/>\
                     <text class=\"tick\" x=\"{}\" y=\"48\">{}</text>",
                    x + 18.0,
                    escape(name)
                ));
                x += 34.0 + 7.2 * name.len() as f64;
            }
        }
        line(format_args!("</svg>"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_are_round() {
        for (value, up) in [(0.9, 1.0), (1.0, 1.0), (1.1, 2.0), (2300.0, 5000.0), (6e-4, 1e-3)] {
            assert!((round_up(value) / up - 1.0).abs() < 1e-9, "{value}");
        }
        assert_eq!([tick(0.0), tick(1500.0), tick(0.25)], ["0", "1.5k", "0.25"]);
    }

    #[test]
    fn charts_survive_any_number() {
        for heights in [vec![], vec![0.0], vec![f64::NAN, -1.0, f64::INFINITY], vec![1e300, 1e-300]]
        {
            let labels = (0..heights.len()).map(|h| format!("<{h}>")).collect();
            let chart = Chart {
                title: "a & b",
                x: "x (s)",
                y: "y (J)",
                labels,
                series: vec![("one", heights.clone()), ("two", heights)],
                stacked: true,
            };
            let figure = chart.figure();
            assert!(figure.contains("a &amp; b") && !figure.contains("NaN"), "{figure}");
            assert!(!figure.contains("inf\""), "{figure}");
        }
    }
}
