package org.freedomcheckout.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client sent.
 *
 * @param path undecoded
 * @param query undecoded, empty if there is none
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record HttpRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The fields of the body (a form, multipart, or XML in {@code pg_xml}) and of the query. */
    List<Field> fields() {
        var fields = new ArrayList<Field>();
        var type = header("content-type").orElse("");
        if (type.startsWith("multipart/form-data")) {
            fields.addAll(Forms.multipart(body, type));
        } else {
            fields.addAll(Forms.urlencoded(new String(body, StandardCharsets.UTF_8)));
        }
        fields.addAll(Forms.urlencoded(query));
        if (fields.size() == 1 && fields.getFirst().name().equals("pg_xml")) {
            return Xml.read(fields.getFirst().value());
        }
        return fields;
    }

    Optional<String> field(String name) {
        return fields().stream()
                .filter(f -> f.name().equals(name))
                .map(Field::value)
                .findFirst();
    }
}
