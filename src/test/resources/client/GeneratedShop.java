import java.util.List;
import merchant.ApiClient;
import merchant.ApiException;
import merchant.api.CardsApi;
import merchant.api.CheckoutsApi;
import merchant.api.MoneyApi;
import merchant.model.AmountRequest;
import merchant.model.Capture;
import merchant.model.Card;
import merchant.model.Method;
import merchant.model.NewCheckout;
import merchant.model.SavedCardRequest;
import merchant.model.Status;
import org.freedomcheckout.journeys.GeneratedClientTest.Shop;

/** A shop's server on a client that was generated from openapi.yaml. */
public final class GeneratedShop implements Shop {

    private final CheckoutsApi checkouts;
    private final MoneyApi money;
    private final CardsApi cards;

    public GeneratedShop(String url, String key) {
        var client = new ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        checkouts = new CheckoutsApi(client);
        money = new MoneyApi(client);
        cards = new CardsApi(client);
    }

    @Override
    public List<String> cards(String userId) throws ApiException {
        return cards.listCards(userId).getData().stream().map(Card::getToken).toList();
    }

    @Override
    public Opened open(String orderId, String cardToken) throws ApiException {
        var checkout = checkouts.createCheckout(
                new NewCheckout()
                        .orderId(orderId)
                        .amount("50.00")
                        .description("Order " + orderId)
                        .method(Method.SAVED_CARD)
                        .savedCard(new SavedCardRequest().token(cardToken).userId("u42"))
                        .capture(Capture.MANUAL)
                        .successUrl(java.net.URI.create("https://shop.kz/ok"))
                        .failureUrl(java.net.URI.create("https://shop.kz/fail"))
                        .putMetadataItem("cart", "c-77"),
                "open-" + orderId);
        return new Opened(checkout.getId(), checkout.getUrl().toString());
    }

    @Override
    public String read(String id) throws ApiException {
        var checkout = checkouts.getCheckout(id);
        var payment = checkout.getPayment();
        return checkout.getStatus() + " " + (payment == null ? "" : payment.getCardMask());
    }

    @Override
    public List<String> authorized(String orderId) throws ApiException {
        return checkouts.listCheckouts(orderId, Status.AUTHORIZED, null, 10).getData().stream()
                .map(checkout -> checkout.getId())
                .toList();
    }

    @Override
    public String capture(String id) throws ApiException {
        return money.captureCheckout(id, "capture-" + id, null).getStatus().toString();
    }

    @Override
    public String refund(String id, String amount) throws ApiException {
        return money.refundCheckout(id, "refund-" + id, new AmountRequest().amount(amount)).getRefundedAmount();
    }

    @Override
    public int refundTooMuch(String id) {
        try {
            money.refundCheckout(id, null, new AmountRequest().amount("1000.00"));
            return 200;
        } catch (ApiException e) {
            return e.getCode();
        }
    }
}
