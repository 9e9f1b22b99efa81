package org.freedomcheckout.web.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.freedomcheckout.web.merchant.ApiDescription.Field;
import org.freedomcheckout.web.merchant.ApiDescription.Operation;
import org.freedomcheckout.web.merchant.ApiDescription.Piece;
import org.freedomcheckout.web.merchant.ApiDescription.Section;
import org.junit.jupiter.api.Test;

/** What the page of the API makes of {@code openapi.yaml}. */
class ApiDescriptionTest {

    private final ApiDescription description = new ApiDescription();

    private Operation operation(String id) {
        return description.sections().stream()
                .flatMap(section -> section.operations().stream())
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Field> fields(String schema) {
        return description.schemas().stream()
                .filter(one -> one.name().equals(schema))
                .findFirst()
                .orElseThrow()
                .fields();
    }

    private static Field field(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void titleAndIntroductionAreTheFiles() {
        assertThat(description.title()).isEqualTo("Freedom Checkout merchant API");
        assertThat(description.introduction())
                .contains(new Piece("Idempotency-Key", true))
                .first()
                .isEqualTo(new Piece(
                        "A merchant's server opens a checkout for an order, sends the shopper's browser to its ",
                        false));
        assertThat(new String(ApiDescription.yaml(), StandardCharsets.UTF_8)).startsWith("openapi: 3.1.0\n");
    }

    @Test
    void operationsStandUnderTheirTag() {
        assertThat(description.sections()).extracting(Section::name).startsWith("Checkouts", "Money", "Cards");
        var checkouts = description.sections().getFirst();
        assertThat(checkouts.description()).containsExactly(new Piece("One order, to be paid once.", false));
        assertThat(checkouts.operations()).extracting(Operation::id).startsWith("listCheckouts", "createCheckout");
        assertThat(description.sections())
                .allSatisfy(section ->
                        assertThat(section.operations()).as(section.name()).isNotEmpty());
        // The merchant's own address is a setting of ours.
        assertThat(description.sections().getLast().operations())
                .allMatch(operation -> operation.path().equals("CHECKOUT_WEBHOOK_URL"));
    }

    @Test
    void anOperationIsToldWhole() {
        var create = operation("createCheckout");
        assertThat(create.method()).isEqualTo("POST");
        assertThat(create.path()).isEqualTo("/api/v1/checkouts");
        assertThat(create.summary()).isEqualTo("Open a checkout");
        assertThat(create.description())
                .containsExactly(
                        new Piece("Opens a checkout and answers its ", false),
                        new Piece("url", true),
                        new Piece(", to which you send the shopper.", false));
        assertThat(create.parameters()).singleElement().satisfies(key -> {
            assertThat(key.name()).isEqualTo("Idempotency-Key");
            assertThat(key.shape()).isEqualTo("header, string");
            assertThat(key.required()).isFalse();
            assertThat(key.description()).isNotEmpty();
        });
        assertThat(create.body().shape()).isEqualTo("NewCheckout");
        assertThat(create.body().required()).isTrue();
        assertThat(create.responses())
                .extracting(Field::name)
                .containsExactly("201", "400", "401", "409", "413", "415", "422", "429", "503", "default");
        var created = field(create.responses(), "201");
        assertThat(created.shape()).isEqualTo("Checkout");
        assertThat(created.description()).containsExactly(new Piece("The checkout is open.", false));
        assertThat(field(create.responses(), "422").shape()).isEqualTo("Problem");
    }

    @Test
    void parametersOfTheAddressAndOfTheQueryAreTold() {
        assertThat(operation("listCheckouts").parameters())
                .extracting(Field::name)
                .containsExactly("order_id", "status", "after", "limit");
        assertThat(field(operation("listCheckouts").parameters(), "limit").shape())
                .isEqualTo("query, integer");
        assertThat(field(operation("listCheckouts").parameters(), "status").shape())
                .isEqualTo("query, Status");
        assertThat(operation("getCheckout").parameters()).first().satisfies(id -> {
            assertThat(id.shape()).isEqualTo("path, CheckoutId");
            assertThat(id.required()).isTrue();
        });
    }

    @Test
    void examplesCanBeSentAsTheyAre() {
        assertThat(operation("createCheckout").examples()).hasSize(4).first().satisfies(example -> {
            assertThat(example.summary()).isEqualTo("A saved card; the shopper types its CVC on Freedom Pay's page");
            assertThat(example.json()).contains("\"order_id\" : \"A1001\"", "\"cart\" : \"c-77\"");
        });
        assertThat(operation("listCheckouts").examples()).isEmpty();
        // Put together from the examples of the fields.
        assertThat(operation("refundCheckout").examples())
                .singleElement()
                .satisfies(example -> assertThat(example.json()).contains("\"amount\" : \""));
    }

    @Test
    void shapesAreAFewWords() {
        var wanted = fields("NewCheckout");
        assertThat(field(wanted, "order_id")).isEqualTo(new Field("order_id", "OrderId", true, List.of()));
        assertThat(field(wanted, "currency").shape()).isEqualTo("Currency");
        assertThat(field(wanted, "currency").required()).isFalse();
        assertThat(field(wanted, "description").shape()).isEqualTo("string");
        assertThat(field(wanted, "methods").shape()).isEqualTo("list of Method");
        assertThat(field(fields("Checkout"), "payment").shape()).isEqualTo("Payment or null");
        assertThat(field(fields("Checkout"), "attention").shape())
                .isEqualTo("in_doubt_too_long | amount_mismatch | late_payment | paid_twice | null");
        assertThat(description.schemas())
                .filteredOn(one -> one.name().equals("Currency"))
                .hasSize(1);
    }
}
