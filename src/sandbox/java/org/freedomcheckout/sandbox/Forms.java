package org.freedomcheckout.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Forms, read and written. */
final class Forms {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");

    private Forms() {}

    static List<Field> urlencoded(String form) {
        var fields = new ArrayList<Field>();
        for (var pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.add(new Field(decode(name), decode(value)));
            }
        }
        return fields;
    }

    static String encoded(List<Field> fields) {
        return fields.stream()
                .map(field -> encode(field.name()) + "=" + encode(field.value()))
                .collect(Collectors.joining("&"));
    }

    static String multipart(List<Field> fields, String boundary) {
        var body = new StringBuilder();
        for (var field : fields) {
            body.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, field.name(), field.value()));
        }
        return body.append("--").append(boundary).append("--\r\n").toString();
    }

    static List<Field> multipart(byte[] body, String type) {
        var fields = new ArrayList<Field>();
        var boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            return fields;
        }
        for (var part : new String(body, StandardCharsets.UTF_8).split(Pattern.quote("--" + boundary.group(1)), -1)) {
            var end = part.indexOf("\r\n\r\n");
            var name = NAME.matcher(end < 0 ? "" : part.substring(0, end));
            if (name.find()) {
                fields.add(new Field(name.group(1), part.substring(end + 4, part.lastIndexOf("\r\n"))));
            }
        }
        return fields;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
