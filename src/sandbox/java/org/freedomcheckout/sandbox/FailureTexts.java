package org.freedomcheckout.sandbox;

import java.util.Map;

/** What Freedom Pay says with a code, in Russian as it does. */
final class FailureTexts {

    private static final Map<String, String> TEXTS = Map.of(
            "1100", "Некорректная подпись запроса",
            "120", "Неверный статус платежа",
            "9403", "Ошибка валидации",
            "9991", "Номер заказа не уникален",
            "9998", "Неизвестный мерчант",
            "10004", "Код 3DS не введен или введен неверно",
            "10009", "Недостаточно средств",
            "10015", "Операция уже выполнена",
            "11068", "Payment not found.");

    private FailureTexts() {}

    static String of(String code) {
        return TEXTS.getOrDefault(code, "Ошибка " + code);
    }
}
