package org.freedomcheckout.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a browser says that a policy of ours forbade, without anything that could be a key or a stranger's text.
 *
 * @param directive such as {@code script-src-elem}
 * @param blocked an origin, or a word such as {@code inline}
 * @param page the first part of our page's path, such as {@code /pay}
 */
record CspReport(String directive, String blocked, String page) {

    private static final String OTHER = "other";
    private static final int MOST = 20;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ORIGIN = Pattern.compile("(https?|wss?)://[A-Za-z0-9.:\\[\\]-]{1,253}");
    private static final Set<String> WORDS = Set.of(
            "inline",
            "eval",
            "wasm-eval",
            "self",
            "data",
            "blob",
            "filesystem",
            "trusted-types-policy",
            "trusted-types-sink");
    private static final Set<String> PAGES = Set.of("/pay", "/acs", "/return", "/api");
    private static final Set<String> DIRECTIVES = Set.of(
            "default-src",
            "script-src",
            "script-src-elem",
            "script-src-attr",
            "style-src",
            "style-src-elem",
            "style-src-attr",
            "img-src",
            "font-src",
            "connect-src",
            "frame-src",
            "object-src",
            "media-src",
            "manifest-src",
            "worker-src",
            "child-src",
            "base-uri",
            "form-action",
            "frame-ancestors",
            "require-trusted-types-for");

    /**
     * The reports in a body, in the older form with one or the newer with a list.
     *
     * @throws Refusal 400 if it has neither form
     */
    static List<CspReport> read(byte[] body) {
        try {
            var root = JSON.readTree(body);
            if (root.path("csp-report").isObject()) {
                return List.of(older(root.path("csp-report")));
            }
            if (!root.isArray()) {
                throw Refusal.badRequest();
            }
            var reports = new ArrayList<CspReport>();
            for (var report : root) {
                if (report.path("type").asString("").equals("csp-violation") && reports.size() < MOST) {
                    reports.add(newer(report.path("body")));
                }
            }
            return reports;
        } catch (JacksonException e) {
            throw Refusal.badRequest();
        }
    }

    private static CspReport older(JsonNode report) {
        var effective = report.path("effective-directive").asString("");
        var directive = effective.isEmpty() ? report.path("violated-directive").asString("") : effective;
        return of(
                directive,
                report.path("blocked-uri").asString(""),
                report.path("document-uri").asString(""));
    }

    private static CspReport newer(JsonNode report) {
        return of(
                report.path("effectiveDirective").asString(""),
                report.path("blockedURL").asString(""),
                report.path("documentURL").asString(""));
    }

    private static CspReport of(String directive, String blocked, String page) {
        return new CspReport(known(DIRECTIVES, directive.split(" ", 2)[0]), blocked(blocked), known(PAGES, path(page)));
    }

    private static String blocked(String url) {
        var origin = ORIGIN.matcher(url);
        return origin.lookingAt() ? origin.group() : known(WORDS, url);
    }

    private static String path(String url) {
        try {
            var parts = String.valueOf(URI.create(url).getRawPath()).split("/", 3);
            return parts.length < 2 ? "" : "/" + parts[1];
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String known(Set<String> words, String word) {
        return words.contains(word) ? word : OTHER;
    }
}
