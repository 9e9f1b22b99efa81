package org.freedomcheckout.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code pg_sig} as the documentation has it; nested fields as Freedom Pay's own PHP class does it. */
public final class Signature {

    private Signature() {}

    /** Signs fields by their own names, in byte order; equal names keep their order. */
    public static String of(String script, List<Field> fields, String secret) {
        return md5(script + ";" + joined(fields) + secret);
    }

    /** Signs without any script name, as some answers are said to be. */
    static String withoutScript(List<Field> fields, String secret) {
        return md5(joined(fields) + secret);
    }

    /** Whether one {@code pg_sig} is there and right. */
    public static boolean isRight(String script, List<Field> fields, String secret) {
        var given = fields.stream().filter(f -> f.name().equals("pg_sig")).toList();
        return given.size() == 1 && given.getFirst().value().equals(of(script, fields, secret));
    }

    /** The last part of an address. */
    public static String scriptOf(String url) {
        var end = url.indexOf('?');
        var path = end < 0 ? url : url.substring(0, end);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String joined(List<Field> fields) {
        Map<String, List<String>> sorted = new TreeMap<>();
        collect(fields, "", sorted);
        var text = new StringBuilder();
        sorted.values()
                .forEach(values -> values.forEach(value -> text.append(value).append(';')));
        return text.toString();
    }

    /** A field inside others goes by all their names, each with its place among its siblings in three digits. */
    private static void collect(List<Field> fields, String parents, Map<String, List<String>> sorted) {
        var place = 0;
        for (var field : fields) {
            place++;
            var placed = parents + field.name() + "%03d".formatted(place);
            if (!field.children().isEmpty()) {
                collect(field.children(), placed, sorted);
            } else if (!field.name().equals("pg_sig")) {
                sorted.computeIfAbsent(parents.isEmpty() ? field.name() : placed, _ -> new ArrayList<>())
                        .add(field.value());
            }
        }
    }

    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
