package org.freedomcheckout.shop;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.sandbox.TestCard;

/** What the shop shows. */
final class ShopPages {

    private ShopPages() {}

    static String front(boolean english) {
        var goods = Arrays.stream(Goods.values())
                .map(g -> """
                        <div class="box"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="%s"/></svg><h2>%s</h2>
                        <p>%s ₸</p><label>%s <input type="number" name="%s" min="0" max="99" value="%d"></label></div>
                        """.formatted(
                                g.drawing,
                                g.title(english),
                                spaced(g.tenge),
                                english ? "How many" : "Сколько",
                                g.name(),
                                g == Goods.TEA ? 1 : 0))
                .collect(Collectors.joining());
        var saved = Arrays.stream(SavedCard.values())
                .map(card ->
                        "<option value=\"%s\">%s: %s</option>".formatted(card.name(), card.mask(), words(card.name())))
                .collect(Collectors.joining());
        var cards = Arrays.stream(TestCard.values())
                .map(card -> "<option value=\"%s\"%s>%s: %s</option>"
                        .formatted(
                                card.name(),
                                card == TestCard.VISA_3DS ? " selected" : "",
                                card.mask(),
                                words(card.name())))
                .collect(Collectors.joining());
        return ShopHtml.page(english, english ? "Demo shop" : "Демо-магазин", """
                <h1>%s</h1><form method="post" action="/pay%s"><div class="goods">%s</div>
                <div class="box"><label><input type="checkbox" name="hold"> %s</label></div>
                <div class="box"><label>%s<select name="saved_card">%s</select></label>
                <button id="pay-saved-card" name="method" value="saved_card">%s</button></div>
                <div class="box"><label>%s<select name="test_card">%s</select></label>
                <button id="pay-3ds" name="method" value="three_ds">%s</button></div>
                <div class="box"><button id="pay-any" name="method" value="choice">%s</button></div></form>
                """.formatted(
                        english ? "What would you like?" : "Что выбираете?",
                        english ? "?lang=en" : "?lang=ru",
                        goods,
                        english ? "Hold the money now, take it later" : "Сначала зарезервировать, списать потом",
                        english ? "Your saved cards" : "Ваши карты",
                        saved,
                        english ? "Pay with saved card" : "Оплатить сохранённой картой",
                        english ? "A test card" : "Тестовая карта",
                        cards,
                        english ? "Pay with 3-D Secure" : "Оплатить с 3-D Secure",
                        english ? "Choose a card on the payment page" : "Выбрать карту на странице оплаты"));
    }

    static String thanks(boolean english, String checkoutJson, boolean byWebhook, URI gateway) {
        var checkout = Json.readObject(checkoutJson);
        var status = String.valueOf(checkout.get("status"));
        return ShopHtml.page(english, english ? "Your order" : "Ваш заказ", """
                <div class="box"><h1 id="outcome" data-status="%s">%s</h1><p>%s %s: %s %s</p></div>
                <div class="box"><p>%s</p><pre id="told">%s</pre></div>
                <p><a href="%s/sandbox">%s</a></p><a class="button" href="/">%s</a>
                """.formatted(
                        ShopHtml.escaped(status),
                        outcome(english, status),
                        english ? "Order" : "Заказ",
                        ShopHtml.escaped(String.valueOf(checkout.get("order_id"))),
                        checkout.get("amount"),
                        checkout.get("currency"),
                        byWebhook
                                ? (english ? "The checkout told by webhook:" : "Пришло вебхуком:")
                                : (english ? "The checkout answered when asked:" : "Ответ на запрос статуса:"),
                        ShopHtml.escaped(checkoutJson),
                        gateway,
                        english ? "All messages of the sandbox" : "Все сообщения песочницы",
                        english ? "Once more" : "Ещё раз"));
    }

    static String problem(boolean english, String text) {
        return ShopHtml.page(english, english ? "Demo shop" : "Демо-магазин", """
                <div class="box"><h1 id="problem">%s</h1></div><a class="button" href="/">%s</a>
                """.formatted(
                        ShopHtml.escaped(text), english ? "Back" : "Назад"));
    }

    private static String outcome(boolean english, String status) {
        return switch (status) {
            case "paid" -> english ? "Thank you, it is paid" : "Спасибо, оплачено";
            case "authorized" -> english ? "Thank you, the amount is reserved" : "Спасибо, сумма зарезервирована";
            case "processing", "open" -> english ? "The payment is not finished yet" : "Оплата ещё не завершена";
            default -> english ? "The order is not paid" : "Заказ не оплачен";
        };
    }

    /** Thousands apart, as people here write them. */
    private static String spaced(int tenge) {
        return "%,d".formatted(tenge).replace(',', '\u00a0');
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
