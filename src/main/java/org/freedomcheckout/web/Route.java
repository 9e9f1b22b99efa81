package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.web.limit.Load.Urgency;

/**
 * One address and its servlet.
 *
 * @param template such as {@code /pay/{token}/cvc}; a part in braces matches anything but a slash
 * @param methods those the servlet serves
 * @param errors how this address tells that something cannot be served
 * @param urgency what becomes of it when there is too much to do
 */
public record Route(String template, Set<String> methods, HttpServlet servlet, ErrorAnswer errors, Urgency urgency) {

    private static final String PARTS = Route.class.getName() + ".parts";

    /** Of the usual urgency. */
    public Route(String template, Set<String> methods, HttpServlet servlet, ErrorAnswer errors) {
        this(template, methods, servlet, errors, Urgency.NORMAL);
    }

    /** The same with another urgency. */
    public Route that(Urgency other) {
        return new Route(template, methods, servlet, errors, other);
    }

    /** The parts in braces, if this address is meant; compared undecoded, so that an address has one spelling. */
    Optional<Map<String, String>> match(String path) {
        var expected = template.split("/", -1);
        var actual = path.split("/", -1);
        if (expected.length != actual.length) {
            return Optional.empty();
        }
        var parts = new HashMap<String, String>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                parts.put(expected[i].substring(1, expected[i].length() - 1), actual[i]);
            } else if (!expected[i].equals(actual[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    static void keep(HttpServletRequest request, Map<String, String> parts) {
        request.setAttribute(PARTS, parts);
    }

    /**
     * A part of the address that the route has in braces, decoded: for what a stranger named, a slash in it included.
     *
     * @throws Refusal 400 if it is malformed
     */
    public static String decodedPart(HttpServletRequest request, String name) {
        return Percent.decodePart(part(request, name));
    }

    /** A part of the address that the route has in braces, as it came. */
    @SuppressWarnings("unchecked")
    public static String part(HttpServletRequest request, String name) {
        var parts = (Map<String, String>) request.getAttribute(PARTS);
        return Optional.ofNullable(parts.get(name)).orElseThrow();
    }
}
