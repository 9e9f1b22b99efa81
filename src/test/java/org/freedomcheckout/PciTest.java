package org.freedomcheckout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.freedomcheckout.web.Assets;
import org.junit.jupiter.api.Test;

/** The inventory of scripts that a merchant shows an assessor. */
class PciTest {

    private static final Pattern ROW = Pattern.compile("\\| `webapp(/[^`]+)` \\| `(sha384-[^`]+)` \\|");
    private static final Pattern LOADED =
            Pattern.compile("(?:<script|<link rel=\"stylesheet\")[^>]* (?:src|href)=\"\\.\\./webapp([^\"]+)\"");
    private static final Pattern SCRIPT = Pattern.compile("(?s)<script\\b([^>]*)>(.*?)</script>");

    /** Pages of developers and designers, which take no payment. */
    private static final Set<String> OTHERS = Set.of("api-docs.html", "preview.html");

    @Test
    void theInventoryNamesEveryFileOfThePaymentPagesWithItsHash() throws IOException {
        var loaded = new TreeSet<String>();
        try (var templates = Files.list(Path.of("templates"))) {
            for (var template : templates
                    .filter(file -> !OTHERS.contains(file.getFileName().toString()))
                    .toList()) {
                var html = Files.readString(template);
                LOADED.matcher(html).results().forEach(file -> loaded.add(file.group(1)));
                assertThat(SCRIPT.matcher(html).results())
                        .as(template.toString())
                        .allMatch(script -> script.group(2).isBlank()
                                && script.group(1).contains("src=\"../webapp/js/checkout.js\""));
            }
        }
        var inventory = new TreeSet<String>();
        var assets = new Assets();
        ROW.matcher(Files.readString(Path.of("docs/pci.md"))).results().forEach(row -> {
            inventory.add(row.group(1));
            assertThat(row.group(2)).as(row.group(1)).isEqualTo(assets.integrity(row.group(1)));
        });
        assertThat(inventory).isEqualTo(loaded).contains("/js/checkout.js");
    }
}
