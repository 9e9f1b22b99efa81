package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which language a shopper reads.
 *
 * @param offered by the merchant; the first is the default
 */
public record Languages(List<String> offered) {

    private static final Map<String, String> NAMES =
            Map.of("ru", "Русский", "kk", "Қазақша", "en", "English", "uz", "Oʻzbekcha", "ky", "Кыргызча");

    public Languages {
        offered = List.copyOf(offered);
        if (offered.isEmpty() || !Texts.LANGUAGES.containsAll(offered)) {
            throw new IllegalArgumentException("must name some of " + String.join(",", Texts.LANGUAGES));
        }
    }

    /** The shopper's own choice, or else the checkout's, or else the browser's, or else the default. */
    public String choose(HttpServletRequest request, Optional<String> checkouts) {
        return chosen(request)
                .or(() -> checkouts.filter(offered::contains))
                .or(() -> browsers(request))
                .orElse(offered.getFirst());
    }

    /** What the shopper chose by a link, {@code ?lang=kk}. */
    public Optional<String> chosen(HttpServletRequest request) {
        return Form.ofOwnQuery(request).fields().stream()
                .filter(field -> field.getKey().equals("lang"))
                .map(Map.Entry::getValue)
                .filter(offered::contains)
                .findFirst();
    }

    public static String name(String language) {
        return NAMES.getOrDefault(language, language);
    }

    private Optional<String> browsers(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return Optional.empty();
        }
        return Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .filter(offered::contains)
                .findFirst();
    }
}
