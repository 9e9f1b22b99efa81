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

    static String front(Language language) {
        var goods = Arrays.stream(Goods.values())
                .map(g -> """
                        <div class="box"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="%s"/></svg><h2>%s</h2>
                        <p>%s ₸</p><label>%s <input type="number" name="%s" min="0" max="99" value="%d"></label></div>
                        """.formatted(
                                g.drawing,
                                g.title(language),
                                spaced(g.tenge),
                                language.say("Сколько", "Қанша", "How many"),
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
        return ShopHtml.page(language, language.say("Демо-магазин", "Демо-дүкен", "Demo shop"), """
                <h1>%s</h1><form method="post" action="/pay%s"><div class="goods">%s</div>
                <div class="box"><label><input type="checkbox" name="hold"> %s</label></div>
                <div class="box"><label>%s<select name="saved_card">%s</select></label>
                <button id="pay-saved-card" name="method" value="saved_card">%s</button></div>
                <div class="box"><label>%s<select name="test_card">%s</select></label>
                <button id="pay-3ds" name="method" value="three_ds">%s</button></div>
                <div class="box"><button id="pay-any" name="method" value="choice">%s</button></div></form>
                """.formatted(
                        language.say("Что выбираете?", "Не таңдайсыз?", "What would you like?"),
                        "?lang=" + language.code(),
                        goods,
                        language.say(
                                "Сначала зарезервировать, списать потом",
                                "Алдымен резервтеу, кейін шегеру",
                                "Hold the money now, take it later"),
                        language.say("Ваши карты", "Карталарыңыз", "Your saved cards"),
                        saved,
                        language.say("Оплатить сохранённой картой", "Сақталған картамен төлеу", "Pay with saved card"),
                        language.say("Тестовая карта", "Сынақ картасы", "A test card"),
                        cards,
                        language.say("Оплатить с 3-D Secure", "3-D Secure арқылы төлеу", "Pay with 3-D Secure"),
                        language.say(
                                "Выбрать карту на странице оплаты",
                                "Картаны төлем бетінде таңдау",
                                "Choose a card on the payment page")));
    }

    static String thanks(Language language, String checkoutJson, boolean byWebhook, URI gateway) {
        var checkout = Json.readObject(checkoutJson);
        var status = String.valueOf(checkout.get("status"));
        return ShopHtml.page(language, language.say("Ваш заказ", "Тапсырысыңыз", "Your order"), """
                <div class="box"><h1 id="outcome" data-status="%s">%s</h1><p>%s %s: %s %s</p></div>
                <div class="box"><p>%s</p><pre id="told">%s</pre></div>
                <p><a href="%s/sandbox">%s</a></p><a class="button" href="/?lang=%s">%s</a>
                """.formatted(
                ShopHtml.escaped(status),
                outcome(language, status),
                language.say("Заказ", "Тапсырыс", "Order"),
                ShopHtml.escaped(String.valueOf(checkout.get("order_id"))),
                checkout.get("amount"),
                checkout.get("currency"),
                byWebhook
                        ? language.say("Пришло вебхуком:", "Вебхук арқылы келді:", "The checkout told by webhook:")
                        : language.say(
                                "Ответ на запрос статуса:", "Күй сұрауына жауап:", "The checkout answered when asked:"),
                ShopHtml.escaped(checkoutJson),
                gateway,
                language.say(
                        "Все сообщения песочницы",
                        "Сынақ ортасының барлық хабарламалары",
                        "All messages of the sandbox"),
                language.code(),
                language.say("Ещё раз", "Тағы бір рет", "Once more")));
    }

    static String problem(Language language, String text) {
        return ShopHtml.page(language, language.say("Демо-магазин", "Демо-дүкен", "Demo shop"), """
                <div class="box"><h1 id="problem">%s</h1></div><a class="button" href="/?lang=%s">%s</a>
                """.formatted(
                        ShopHtml.escaped(text), language.code(), language.say("Назад", "Артқа", "Back")));
    }

    private static String outcome(Language language, String status) {
        return switch (status) {
            case "paid" -> language.say("Спасибо, оплачено", "Рақмет, төленді", "Thank you, it is paid");
            case "authorized" ->
                language.say(
                        "Спасибо, сумма зарезервирована",
                        "Рақмет, сома резервтелді",
                        "Thank you, the amount is reserved");
            case "processing", "open" ->
                language.say("Оплата ещё не завершена", "Төлем әлі аяқталған жоқ", "The payment is not finished yet");
            default -> language.say("Заказ не оплачен", "Тапсырыс төленбеді", "The order is not paid");
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
