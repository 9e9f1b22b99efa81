package org.freedomcheckout.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The merchant's own pages and words, laid over ours: a file that is there wins, every other stays as it is.
 *
 * @param templates a folder like our {@code templates/}, with {@code css/}, {@code js/} and {@code img/} for files of
 *     {@code webapp/}
 * @param texts a folder with files such as {@code ru.properties}, which may hold only the texts that differ
 */
public record Overlay(Optional<Path> templates, Optional<Path> texts) {

    /** Nothing of the merchant's own. */
    public static final Overlay NONE = new Overlay(Optional.empty(), Optional.empty());

    /** What lets text become markup or script. */
    private static final Pattern DANGEROUS = Pattern.compile(
            "th[:-](utext|inline)|\\[\\(|\\[\\[|__\\$\\{|javascript:|(\\s|th[:-]|[\"',])on[a-z]+\\s*=",
            Pattern.CASE_INSENSITIVE);

    /** A file of {@code webapp/} as the merchant has it. */
    Optional<InputStream> asset(String path) throws IOException {
        var file = templates.map(folder -> folder.resolve(path.substring(1))).filter(Files::isRegularFile);
        return file.isEmpty() ? Optional.empty() : Optional.of(Files.newInputStream(file.get()));
    }

    /** A line for each template that holds what our pages must not hold. */
    public List<String> problems() {
        var problems = new ArrayList<String>();
        templates.ifPresent(folder -> dangers(folder, problems));
        return problems;
    }

    private static void dangers(Path folder, List<String> problems) {
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".html")).sorted().toList()) {
                var match = DANGEROUS.matcher(Files.readString(file));
                if (match.find()) {
                    problems.add("has " + file + ", which must not hold "
                            + match.group().strip());
                }
            }
        } catch (IOException e) {
            problems.add("cannot be read: " + folder);
        }
    }
}
