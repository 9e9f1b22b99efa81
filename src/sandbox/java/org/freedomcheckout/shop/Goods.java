package org.freedomcheckout.shop;

/** What the shop sells. */
enum Goods {
    TEA(
            "Чай «Алматы», 100\u00a0г",
            "«Алматы» шайы, 100\u00a0г",
            "Almaty tea, 100\u00a0g",
            1_500,
            "M12 20h20v10a8 8 0 0 1-8 8h-4a8 8 0 0 1-8-8zM32 22h3a4 4 0 0 1 0 8h-3M18 14c0-3 3-3 3-6M24 14c0-3 3-3 3-6"),
    APPLE(
            "Яблоки апорт, 1\u00a0кг",
            "Апорт алмасы, 1\u00a0кг",
            "Aport apples, 1\u00a0kg",
            2_400,
            "M24 16c-6-6-14 0-12 10 2 9 8 14 12 11 4 3 10-2 12-11 2-10-6-16-12-10zM24 16c0-4 2-7 5-8"),
    FELT(
            "Войлочные тапочки",
            "Киіз тәпішке",
            "Felt slippers",
            9_900,
            "M8 30c0-6 6-4 10-10 2-3 6-3 8 0 3 5 10 6 14 9 3 2 2 5-1 5H12c-3 0-4-2-4-4z");

    final String russian;
    final String kazakh;
    final String english;
    final int tenge;
    final String drawing;

    Goods(String russian, String kazakh, String english, int tenge, String drawing) {
        this.russian = russian;
        this.kazakh = kazakh;
        this.english = english;
        this.tenge = tenge;
        this.drawing = drawing;
    }

    String title(Language language) {
        return language.say(russian, kazakh, english);
    }
}
