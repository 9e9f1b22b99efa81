package org.freedomcheckout.journeys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What must not be found again: names, and how each looks. */
final class Canaries {

    private final Map<String, Pattern> planted = new LinkedHashMap<>();

    /** Something that is long enough to be found by itself. */
    Canaries plant(String name, String text) {
        planted.put(name, Pattern.compile(Pattern.quote(text)));
        return this;
    }

    /** A whole card number, in groups or not. */
    Canaries plantCardNumber(String digits) {
        planted.put("PAN " + digits.substring(0, 6), Pattern.compile(String.join("[ -]?", digits.split(""))));
        return this;
    }

    /** A card's security code: three digits mean something only beside their name. */
    Canaries plantCvc(String digits) {
        planted.put("CVC", Pattern.compile("(?i)cv[cv]2?[^0-9a-z]{1,6}" + digits + "(?![0-9])"));
        return this;
    }

    /** The names of what is in a text. */
    List<String> in(String text) {
        return planted.entrySet().stream()
                .filter(canary -> canary.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The same for a file of any kind. */
    List<String> in(Path file) throws IOException {
        return in(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
}
