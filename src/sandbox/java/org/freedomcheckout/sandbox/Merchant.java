package org.freedomcheckout.sandbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The one merchant: signs our answers with its secret. */
record Merchant(String id, String secret) {

    /** A signed answer, with a salt and something the client has never heard of. */
    HttpResponse signed(String script, List<Field> fields) {
        var all = salted(fields);
        // Freedom Pay promises no order.
        Collections.shuffle(all);
        all.add(new Field("pg_sig", Signature.of(script, all, secret)));
        return HttpResponse.xml(Xml.response(all));
    }

    static List<Field> salted(List<Field> fields) {
        var all = new ArrayList<>(fields);
        if (Random.coin()) {
            all.add(new Field("pg_sandbox_note", Random.coin() ? "" : "hello"));
        }
        all.add(new Field("pg_salt", Random.letters(16)));
        return all;
    }

    HttpResponse error(String script, String code) {
        return signed(script, errorFields(code));
    }

    /** Freedom Pay signs errors too, except where it does not know the merchant or the payment. */
    static HttpResponse unsignedError(String code) {
        var fields = new ArrayList<>(errorFields(code));
        return HttpResponse.xml(Xml.response(fields));
    }

    static List<Field> errorFields(String code) {
        return new ArrayList<>(List.of(
                new Field("pg_status", "error"),
                new Field("pg_error_code", code),
                new Field("pg_error_description", FailureTexts.of(code)),
                new Field("pg_datetime", now())));
    }

    /** As Freedom Pay writes when something was paid: Kazakhstan's time, without saying so. */
    static String localTime(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(at.atOffset(ZoneOffset.ofHours(5)));
    }

    static String now() {
        return OffsetDateTime.now(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("Z", "+00:00");
    }
}
