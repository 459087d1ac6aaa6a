package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of bytes with the units K M G T (spec 2.4), shown with the largest that loses nothing. */
class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "1K, 1024",
        "1k, 1024",
        "512M, 536870912",
        "2G, 2147483648",
        "1T, 1099511627776",
        "1t, 1099511627776",
        "0.5K, 512",
        "1.5G, 1610612736",
        "1.0, 1",
        "18446744073709551615, 18446744073709551615",
        "18446744073709551616, ",
        "16777215T, 18446742974197923840",
        "16777216T, ",
        "1.5, ",
        "0.0001K, ",
        "'', ",
        "K, ",
        "1KB, ",
        "1P, ",
        "-1, ",
        "1.2.3K, ",
        ".5K, ",
        "5.K, ",
        "1 K, ",
        "1e3, ",
        "999999999999999999999, "
    })
    void aUnitIs1024OfTheOneBelow(String text, String bytes) {
        assertEquals(Optional.ofNullable(bytes), ByteSize.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "1023, 1023",
        "1024, 1K",
        "1025, 1025",
        "1536, 1536",
        "2048, 2K",
        "1048576, 1M",
        "536870912, 512M",
        "1073741824, 1G",
        "1099511627776, 1T",
        "1125899906842624, 1024T",
        "18446744073709551615, 18446744073709551615",
        "lots, lots"
    })
    void theLargestUnitThatIsExactIsShown(String bytes, String shown) {
        assertEquals(shown, ByteSize.format(bytes));
    }
}
