package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.freedomcheckout.web.Form;
import org.freedomcheckout.web.Refusal;

/** Reads the query of an address and collects what is wrong with it, as {@link Fields} does for a body. */
final class Query {

    private final Form form;
    private final List<Problem.FieldError> errors = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    Query(HttpServletRequest request) {
        this.form = Form.ofQuery(request);
    }

    /** A text that must be there; a stand-in if it is wrong. */
    String required(String name, Predicate<String> rule, String detail) {
        if (!form.has(name)) {
            known.add(name);
            errors.add(new Problem.FieldError(name, "is required"));
        }
        return optional(name, rule, detail).orElse("");
    }

    /** A text that may be missing. */
    Optional<String> optional(String name, Predicate<String> rule, String detail) {
        known.add(name);
        try {
            var value = form.only(name);
            if (value.isPresent() && !rule.test(value.get())) {
                errors.add(new Problem.FieldError(name, detail));
                return Optional.empty();
            }
            return value;
        } catch (Refusal repeated) {
            errors.add(new Problem.FieldError(name, "must be given once"));
            return Optional.empty();
        }
    }

    /**
     * Ends the reading; what nobody asked for is a mistake too.
     *
     * @throws ApiRefusal 422 if anything was wrong
     */
    void check() {
        form.fields().stream()
                .map(field -> field.getKey())
                .filter(name -> !known.contains(name))
                .distinct()
                .forEach(name -> errors.add(new Problem.FieldError(name, "is not known")));
        if (!errors.isEmpty()) {
            throw ApiRefusal.fields(List.copyOf(errors));
        }
    }
}
