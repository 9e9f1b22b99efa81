package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckoutKeyTest {

    private static final Secret OLD = new Secret("an-old-key-of-more-than-32-characters");
    private static final Secret NEW = new Secret("a-new-key-of-more-than-thirty-two-chars");

    private final CheckoutKey before = new CheckoutKey(OLD, Optional.empty());
    private final CheckoutKey after = new CheckoutKey(NEW, Optional.of(OLD));
    private final CheckoutId id = CheckoutId.at(Samples.NOW);

    @Test
    void tokensAreLongDifferentAndTheSameEachTime() {
        assertThat(before.payToken(id).reveal())
                .hasSize(43)
                .isEqualTo(before.payToken(id).reveal());
        assertThat(before.payToken(id).reveal())
                .isNotEqualTo(before.returnToken(id, 1).reveal())
                .isNotEqualTo(before.payToken(CheckoutId.at(Samples.NOW)).reveal());
        assertThat(before.returnToken(id, 1).reveal())
                .isNotEqualTo(before.returnToken(id, 2).reveal());
    }

    @Test
    void whatIsSealedIsOpenedByItsOwnerOnly() {
        var sealedText = before.seal(new Secret("PaRes"), "owner");
        assertThat(new String(sealedText, StandardCharsets.ISO_8859_1)).doesNotContain("PaRes");
        assertThat(sealedText).isNotEqualTo(before.seal(new Secret("PaRes"), "owner"));
        assertThat(before.open(sealedText, "owner").reveal()).isEqualTo("PaRes");
        assertThatThrownBy(() -> before.open(sealedText, "other")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterARotationTheOldAddressesAndTextsStillOpen() {
        assertThat(after.payToken(id, before.payToken(id).hash()).reveal())
                .isEqualTo(before.payToken(id).reveal());
        assertThat(after.open(before.seal(new Secret("x"), "owner"), "owner").reveal())
                .isEqualTo("x");
    }

    @Test
    void nothingOfItCanBePrinted() {
        assertThat(OLD.toString()).isEqualTo("***");
        assertThat(before.payToken(id).toString()).hasSize(7);
    }

    @Test
    void aCardIsFoundAgainByAHashThatTellsNothing() {
        var token = new Secret("ef741cfc-f85e-41a0-84e6-2ba964912182");
        assertThat(before.cardHash(token))
                .hasSize(22)
                .isEqualTo(before.cardHash(token))
                .isNotEqualTo(before.cardHash(new Secret("another")))
                .isNotEqualTo(after.cardHash(token));
    }

    @Test
    void onlyWhoKnowsAKeyMakesALink() {
        var link = before.link("before", "entry");
        assertThat(link).matches("[0-9a-f]{64}");
        assertThat(before.isLink("before", "entry", link)).isTrue();
        assertThat(after.isLink("before", "entry", link)).as("after a rotation").isTrue();
        assertThat(before.isLink("before", "another", link)).isFalse();
        assertThat(before.isLink("another", "entry", link)).isFalse();
        assertThat(new CheckoutKey(NEW, Optional.empty()).isLink("before", "entry", link))
                .isFalse();
    }

    @Test
    void anotherKeysTokensAreNotFound() {
        var stored = new CheckoutKey(NEW, Optional.empty()).payToken(id).hash();
        assertThatThrownBy(() -> before.payToken(id, stored)).isInstanceOf(IllegalStateException.class);
        assertThat(after.payToken(id, stored).hash()).isEqualTo(stored);
    }
}
