package org.freedomcheckout.web.merchant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.freedomcheckout.checkout.CardNumbers;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object and collects what is wrong with them, so that the merchant hears of all mistakes at
 * once. Fields that nobody asked for are mistakes too.
 */
final class Fields {

    private final JsonNode object;
    private final String prefix;
    private final List<Problem.FieldError> errors;
    private final Set<String> known = new HashSet<>();

    Fields(JsonNode object) {
        this(object, "", new ArrayList<>());
    }

    private Fields(JsonNode object, String prefix, List<Problem.FieldError> errors) {
        this.object = object;
        this.prefix = prefix;
        this.errors = errors;
    }

    /** A text that must be there; a stand-in if it is wrong. */
    String required(String name, Predicate<String> rule, String detail) {
        if (isAbsent(name)) {
            wrong(name, "is required");
            return "";
        }
        return optional(name, rule, detail).orElse("");
    }

    /** A text that may be missing or null. */
    Optional<String> optional(String name, Predicate<String> rule, String detail) {
        var value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isString() || !rule.test(value.get().stringValue())) {
            wrong(name, detail);
            return Optional.empty();
        }
        return Optional.of(value.get().stringValue());
    }

    /** A list of texts that may be missing or null; empty if it is wrong. */
    List<String> optionalTexts(String name, Predicate<List<String>> rule, String detail) {
        var value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        var isList = value.get().isArray();
        for (var node : isList ? value.get() : List.<JsonNode>of()) {
            isList &= node.isString();
            texts.add(node.asString(""));
        }
        if (!isList || !rule.test(texts)) {
            wrong(name, detail);
            return List.of();
        }
        return List.copyOf(texts);
    }

    /** A whole number that may be missing or null. */
    Optional<Long> optionalNumber(String name, long min, long max) {
        var value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        var node = value.get();
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            wrong(name, "must be a whole number from " + min + " to " + max);
            return Optional.empty();
        }
        return Optional.of(node.longValue());
    }

    /** An object inside this one, whose mistakes are counted here; empty if it is missing or null. */
    Optional<Fields> object(String name) {
        var value = value(name);
        if (value.isPresent() && !value.get().isObject()) {
            wrong(name, "must be an object");
            return Optional.empty();
        }
        return value.map(node -> new Fields(node, prefix + name + ".", errors));
    }

    /** In the order in which they were sent. */
    List<String> names() {
        return List.copyOf(object.propertyNames());
    }

    boolean isAbsent(String name) {
        return value(name).isEmpty();
    }

    boolean isNull(String name) {
        return object.path(name).isNull();
    }

    boolean isEmptyList(String name) {
        return value(name).filter(node -> node.isArray() && node.isEmpty()).isPresent();
    }

    void wrong(String name, String detail) {
        // The name of an unknown field is anybody's text.
        errors.add(new Problem.FieldError(CardNumbers.scrub(prefix + name), detail));
    }

    /** Counts every field that was not read as a mistake. */
    void nothingElse() {
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> wrong(name, "is not known"));
    }

    /**
     * Ends the reading.
     *
     * @throws ApiRefusal 422 if anything was wrong
     */
    void check() {
        if (!errors.isEmpty()) {
            throw ApiRefusal.fields(List.copyOf(errors));
        }
    }

    private Optional<JsonNode> value(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }
}
