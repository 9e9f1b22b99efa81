package org.freedomcheckout.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoded UTF-8, read strictly: what is malformed is refused, not guessed. */
final class Percent {

    private Percent() {}

    /**
     * A part of a path.
     *
     * @throws Refusal 400 if it is malformed
     */
    static String decodePart(String encoded) {
        return decode(encoded, '+');
    }

    /**
     * A name or value of a form or a query, in which a plus stands for a space.
     *
     * @throws Refusal 400 if it is malformed
     */
    static String decodeField(String encoded) {
        return decode(encoded, ' ');
    }

    private static String decode(String encoded, char plus) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c == '+') {
                bytes.write(plus);
            } else if (c != '%') {
                bytes.write(c);
            } else if (i + 2 < encoded.length() && isHex(encoded.charAt(i + 1)) && isHex(encoded.charAt(i + 2))) {
                bytes.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                throw Refusal.badRequest();
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.badRequest();
        }
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }
}
