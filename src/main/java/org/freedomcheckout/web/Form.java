package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form that a stranger's page posted, in order.
 *
 * <p>Read by ourselves: the container's parameters mix the query with the body (and let the query win), fail late on
 * malformed input, and believe any charset.
 */
public final class Form {

    private static final int MAX_BYTES = 160 * 1024;
    private static final int MAX_FIELDS = 200;
    private static final String TYPE = "application/x-www-form-urlencoded";

    private final List<Entry<String, String>> fields;

    private Form(List<Entry<String, String>> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * The body of a POST.
     *
     * @throws Refusal 415 if it is no urlencoded form, 413 if it is too long, 400 if it is malformed
     */
    public static Form ofBody(HttpServletRequest request) {
        var type = request.getContentType();
        if (type != null && !mediaType(type).equals(TYPE)) {
            throw new Refusal(415, "bad_request");
        }
        // UTF-8 whatever charset is claimed; what is not UTF-8 is refused below.
        return new Form(parse(new String(Body.read(request, MAX_BYTES), StandardCharsets.ISO_8859_1)));
    }

    /**
     * The same, or a body of {@code multipart/form-data}.
     *
     * @throws Refusal as above
     */
    public static Form ofAnyBody(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && mediaType(type).equals(Multipart.TYPE)
                ? new Form(Multipart.fields(request, Body.read(request, MAX_BYTES), MAX_FIELDS))
                : ofBody(request);
    }

    /** The query of a GET; empty if there is none. */
    public static Form ofQuery(HttpServletRequest request) {
        return parseQuery(request.getQueryString());
    }

    /** The query of a link of ours; whoever made a malformed one of it sees the page all the same. */
    public static Form ofOwnQuery(HttpServletRequest request) {
        try {
            return ofQuery(request);
        } catch (Refusal malformed) {
            return new Form(List.of());
        }
    }

    static Form parseQuery(@Nullable String query) {
        return new Form(query == null ? List.of() : parse(query));
    }

    /** This form's fields and then the other's. */
    public Form and(Form other) {
        var all = new ArrayList<>(fields);
        all.addAll(other.fields);
        return new Form(all);
    }

    public List<Entry<String, String>> fields() {
        return fields;
    }

    /** Whether a field is there, once or more often. */
    public boolean has(String name) {
        return fields.stream().anyMatch(field -> field.getKey().equals(name));
    }

    /**
     * The value of the first of some names for one thing; empty if none of them is there.
     *
     * @throws Refusal 400 if one of the names occurs twice
     */
    public Optional<String> only(String... names) {
        for (var name : names) {
            var values = fields.stream()
                    .filter(field -> field.getKey().equals(name))
                    .map(Entry::getValue)
                    .toList();
            if (values.size() > 1) {
                throw Refusal.badRequest();
            }
            if (!values.isEmpty()) {
                return Optional.of(values.getFirst());
            }
        }
        return Optional.empty();
    }

    static String mediaType(String contentType) {
        var end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static List<Entry<String, String>> parse(String encoded) {
        var fields = new ArrayList<Entry<String, String>>();
        for (var pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            if (fields.size() == MAX_FIELDS) {
                throw Refusal.badRequest();
            }
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.add(Map.entry(Percent.decodeField(name), Percent.decodeField(value)));
        }
        return fields;
    }
}
