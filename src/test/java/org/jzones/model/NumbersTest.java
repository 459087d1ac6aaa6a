package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of the language: counts of 64 bits, and processors of which 0.01 is the least (spec 2.4). */
class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, true",
        "0123456789, true",
        "'', false",
        "1a, false",
        "-1, false",
        "/, false",
        ":, false",
        "' 1', false",
        "٣, false"
    })
    void digitsAreThoseOfAscii(String text, boolean are) {
        assertEquals(are, Numbers.isDigits(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "18446744073709551615, true",
        "18446744073709551616, false",
        "99999999999999999999, false",
        "100000000000000000000, false",
        "-1, false",
        "1.0, false",
        "'', false"
    })
    void aCountHas64Bits(String text, boolean is) {
        assertEquals(is, Numbers.isUnsigned(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100",
        "1.5, 150",
        "0.01, 1",
        ".01, 1",
        "1.50, 150",
        "1.500, 150",
        "10.0, 1000",
        "64, 6400",
        "0, ",
        "0.00, ",
        "0.001, ",
        "1.005, ",
        "'', ",
        "., ",
        "1., ",
        "a.1, ",
        "1.a, ",
        "1.1.1, ",
        "-1, ",
        "1e3, ",
        "9999999999999999999999, "
    })
    void processorsAreHundredths(String text, String hundredths) {
        assertEquals(Optional.ofNullable(hundredths), Numbers.hundredths(text));
    }

    @ParameterizedTest
    @CsvSource({"150, 1.50", "1, 0.01", "100, 1.00", "12345, 123.45"})
    void hundredthsAreShownWithTwoDecimals(String hundredths, String shown) {
        assertEquals(shown, Numbers.fromHundredths(hundredths));
    }
}
