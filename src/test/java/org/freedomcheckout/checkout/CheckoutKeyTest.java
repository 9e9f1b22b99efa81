package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckoutKeyTest {

    private static final Secret OLD = new Secret("an-old-key-of-more-than-32-characters");
    private static final Secret NEW = new Secret("a-new-key-of-more-than-thirty-two-chars");
    private static final CheckoutKey BEFORE = new CheckoutKey(OLD, Optional.empty());
    private static final CheckoutKey AFTER = new CheckoutKey(NEW, Optional.of(OLD));

    private final CheckoutId id = CheckoutId.random();

    @Test
    void tokensAreLongDifferentAndTheSameEachTime() {
        assertThat(BEFORE.payToken(id).reveal())
                .hasSize(43)
                .isEqualTo(BEFORE.payToken(id).reveal());
        assertThat(BEFORE.payToken(id).reveal())
                .isNotEqualTo(BEFORE.returnToken(id, 1).reveal())
                .isNotEqualTo(BEFORE.payToken(CheckoutId.random()).reveal());
        assertThat(BEFORE.returnToken(id, 1).reveal())
                .isNotEqualTo(BEFORE.returnToken(id, 2).reveal());
    }

    @Test
    void whatIsSealedIsOpenedByItsOwnerOnly() {
        var sealedText = BEFORE.seal(new Secret("PaRes"), "owner");
        assertThat(sealedText).doesNotContain("PaRes").isNotEqualTo(BEFORE.seal(new Secret("PaRes"), "owner"));
        assertThat(BEFORE.open(sealedText, "owner").reveal()).isEqualTo("PaRes");
        assertThatThrownBy(() -> BEFORE.open(sealedText, "other")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterARotationTheOldAddressesAndTextsStillOpen() {
        assertThat(AFTER.payToken(id, BEFORE.payToken(id).hash()).reveal())
                .isEqualTo(BEFORE.payToken(id).reveal());
        assertThat(AFTER.open(BEFORE.seal(new Secret("x"), "owner"), "owner").reveal())
                .isEqualTo("x");
    }

    @Test
    void nothingOfItCanBePrinted() {
        assertThat(OLD.toString()).isEqualTo("***");
        assertThat(BEFORE.payToken(id).toString()).hasSize(7);
    }

    @Test
    void aCardIsFoundAgainByAHashThatTellsNothing() {
        var token = new Secret("ef741cfc-f85e-41a0-84e6-2ba964912182");
        assertThat(BEFORE.cardHash(token))
                .hasSize(43)
                .isEqualTo(BEFORE.cardHash(token))
                .isNotEqualTo(BEFORE.cardHash(new Secret("another")))
                .isNotEqualTo(AFTER.cardHash(token));
    }

    @Test
    void onlyWhoKnowsAKeyMakesALink() {
        var link = BEFORE.link("before", "entry");
        assertThat(link).matches("[0-9a-f]{64}");
        assertThat(BEFORE.isLink("before", "entry", link)).isTrue();
        assertThat(AFTER.isLink("before", "entry", link)).as("after a rotation").isTrue();
        assertThat(BEFORE.isLink("before", "another", link)).isFalse();
        assertThat(BEFORE.isLink("another", "entry", link)).isFalse();
        assertThat(new CheckoutKey(NEW, Optional.empty()).isLink("before", "entry", link))
                .isFalse();
    }

    @Test
    void anotherKeysTokensAreNotFound() {
        var stored = new CheckoutKey(NEW, Optional.empty()).payToken(id).hash();
        assertThatThrownBy(() -> BEFORE.payToken(id, stored)).isInstanceOf(IllegalStateException.class);
        assertThat(AFTER.payToken(id, stored).hash()).isEqualTo(stored);
    }
}
