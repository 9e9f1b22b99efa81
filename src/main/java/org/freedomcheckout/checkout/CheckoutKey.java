package org.freedomcheckout.checkout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * What the merchant's {@code CHECKOUT_KEY} is used for: tokens are derived with it, and what must wait in the database
 * without being readable there is sealed with it. A copy of the database alone opens nobody's page.
 *
 * <p>During a rotation the previous key still opens what it sealed.
 */
public final class CheckoutKey {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Derived current;
    private final List<Derived> all = new ArrayList<>();

    /**
     * Derives what is needed.
     *
     * @param current at least 32 characters
     */
    public CheckoutKey(Secret current, Optional<Secret> previous) {
        this.current = Derived.from(current);
        all.add(this.current);
        previous.map(Derived::from).ifPresent(all::add);
    }

    public PayToken payToken(CheckoutId checkout) {
        return new PayToken(current.token("pay:" + checkout));
    }

    /** The pay token whose {@link Token#hash()} was stored; made with the key of that time. */
    public PayToken payToken(CheckoutId checkout, String storedHash) {
        return all.stream()
                .map(key -> new PayToken(key.token("pay:" + checkout)))
                .filter(token -> token.hash().equals(storedHash))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("CHECKOUT_KEY is not the one of checkout " + checkout));
    }

    /**
     * The key of a payment's return address.
     *
     * @param attempt the payment's number in its checkout, from 1
     */
    public ReturnToken returnToken(CheckoutId checkout, int attempt) {
        return new ReturnToken(current.token("return:" + checkout + ":" + attempt));
    }

    /** What a card's payments are found by; tells nothing about the card. 132 bits: see {@link ShortHash}. */
    public String cardHash(Secret cardToken) {
        return current.token("card:" + cardToken.reveal()).substring(0, 22);
    }

    /**
     * Encrypts a text for the database.
     *
     * @param owner where it belongs; it cannot be opened as another's
     */
    public byte[] seal(Secret text, String owner) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, current, nonce, owner)
                    .doFinal(text.reveal().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM cannot encrypt", e);
        }
    }

    /**
     * Decrypts what {@link #seal} encrypted.
     *
     * @throws IllegalStateException if neither key sealed it for this owner
     */
    public Secret open(byte[] bytes, String owner) {
        var nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        for (var key : all) {
            try {
                var text = cipher(Cipher.DECRYPT_MODE, key, nonce, owner)
                        .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
                return new Secret(new String(text, StandardCharsets.UTF_8));
            } catch (GeneralSecurityException ignored) {
                // Not this key: the other one may fit.
            }
        }
        throw new IllegalStateException("CHECKOUT_KEY does not open what is stored for " + owner);
    }

    /**
     * The link of an entry in a chain: who does not know the key can neither change an entry nor leave one out.
     *
     * @param before the link before it
     * @return 64 hexadecimal digits
     */
    public String link(String before, String entry) {
        return current.link(before, entry);
    }

    /** Whether a link was made with the current key or the previous one. */
    public boolean isLink(String before, String entry, String link) {
        return all.stream().anyMatch(key -> key.link(before, entry).equals(link));
    }

    private static Cipher cipher(int mode, Derived key, byte[] nonce, String owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** A key for each use, so that no use weakens another. */
    private record Derived(SecretKey tokens, SecretKey sealing, SecretKey linking) {

        static Derived from(Secret key) {
            try {
                var kdf = KDF.getInstance("HKDF-SHA256");
                var extract = HKDFParameterSpec.ofExtract().addIKM(key.reveal().getBytes(StandardCharsets.UTF_8));
                return new Derived(
                        kdf.deriveKey("HmacSHA256", extract.thenExpand(info("tokens"), 32)),
                        kdf.deriveKey("AES", extract.thenExpand(info("sealing"), 32)),
                        kdf.deriveKey("HmacSHA256", extract.thenExpand(info("timeline"), 32)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HKDF-SHA256 cannot derive", e);
            }
        }

        String token(String name) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(tokens, name));
        }

        String link(String before, String entry) {
            return HexFormat.of().formatHex(hmac(linking, before + "\n" + entry));
        }

        private static byte[] hmac(SecretKey key, String text) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HMAC-SHA-256 cannot compute", e);
            }
        }

        private static byte[] info(String use) {
            return ("freedom-checkout " + use).getBytes(StandardCharsets.UTF_8);
        }
    }
}
