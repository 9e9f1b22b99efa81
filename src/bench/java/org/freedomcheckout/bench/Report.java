package org.freedomcheckout.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What was measured: as a table, as JSON, and as a page with charts that needs nothing from elsewhere. */
final class Report {

    private static final int BAR = 520;
    private static final int ROW = 26;

    private final Map<String, List<Measured>> sections = new LinkedHashMap<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Report() {
        figures.put("java", System.getProperty("java.vm.version"));
        figures.put("cores", Runtime.getRuntime().availableProcessors());
    }

    Measured add(String section, Measured measured) {
        sections.computeIfAbsent(section, _ -> new ArrayList<>()).add(measured);
        System.out.println(row(section, measured));
        return measured;
    }

    void figure(String name, Object value) {
        figures.put(name, value);
        System.out.println(name + ": " + value);
    }

    private static String row(String section, Measured measured) {
        return String.format(
                Locale.ROOT,
                "%-28s %-28s %9.0f/s  p50 %8.2f  p99 %8.2f  p99.9 %8.2f ms  processor %5.2f + %5.2f ms  errors %d",
                section,
                measured.name(),
                measured.rate(),
                measured.millis(50),
                measured.millis(99),
                measured.millis(99.9),
                measured.processor().server(),
                measured.processor().database(),
                measured.errors());
    }

    void write(Path directory) throws IOException {
        var table = new StringBuilder();
        var json = new LinkedHashMap<String, Object>(figures);
        sections.forEach((section, all) -> {
            all.forEach(measured -> table.append(row(section, measured)).append('\n'));
            json.put(section, all.stream().map(Measured::asMap).toList());
        });
        figures.forEach(
                (name, value) -> table.append(name).append(": ").append(value).append('\n'));
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("report.txt"), table);
        Files.writeString(directory.resolve("report.json"), JsonMapper.shared().writeValueAsString(json));
        Files.writeString(directory.resolve("report.html"), html());
    }

    private String html() {
        var html = new StringBuilder("""
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Freedom Checkout, measured</title>
                <style>body{font:15px/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}td,th{padding:.1rem .8rem;
                text-align:left}text{font:13px system-ui}</style><h1>Freedom Checkout, measured</h1><table>
                """);
        figures.forEach((name, value) -> html.append("<tr><th>%s</th><td>%s</td></tr>%n".formatted(name, value)));
        html.append("</table>");
        sections.forEach((section, all) -> {
            html.append("<h2>%s</h2>".formatted(section));
            html.append("<h3>Requests a second</h3>")
                    .append(bars(all, List.of("#0a7c5c"), m -> new double[] {m.rate()}));
            html.append("<h3>Latency: p50, p99, p99.9 in ms</h3>")
                    .append(bars(all, List.of("#0a7c5c", "#d08700", "#b3261e"), m ->
                            new double[] {m.millis(50), m.millis(99), m.millis(99.9)}));
        });
        return html.append("</html>").toString();
    }

    private interface Values {
        double[] of(Measured measured);
    }

    private static String bars(List<Measured> all, List<String> colors, Values values) {
        var most = all.stream()
                .flatMapToDouble(m -> Arrays.stream(values.of(m)))
                .max()
                .orElse(1);
        var svg = new StringBuilder();
        var y = 0;
        for (var measured : all) {
            svg.append("<text x=\"0\" y=\"%d\">%s</text>".formatted(y + 14, measured.name()));
            var each = values.of(measured);
            for (var i = 0; i < each.length; i++) {
                var height = (ROW - 8) / each.length;
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"220\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                        y + i * height,
                        Math.max(1, each[i] / most * BAR),
                        height - 1,
                        colors.get(i)));
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\">%s</text>",
                    230 + BAR,
                    y + 14,
                    Arrays.stream(each)
                            .mapToObj(v -> String.format(Locale.ROOT, v < 100 ? "%.2f" : "%.0f", v))
                            .collect(Collectors.joining(" / "))));
            y += ROW;
        }
        return "<svg viewBox=\"0 0 960 %d\" width=\"960\" role=\"img\">%s</svg>".formatted(y, svg);
    }
}
