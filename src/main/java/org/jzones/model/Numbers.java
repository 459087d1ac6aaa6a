package org.jzones.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** The number formats of the language: unsigned 64-bit counts, and processors in hundredths. */
public final class Numbers {
    private static final BigInteger UNSIGNED_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private Numbers() {}

    /** True for one or more ASCII digits. */
    public static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** True for a decimal number below 2^64. */
    public static boolean isUnsigned(String text) {
        return isDigits(text) && text.length() <= 20 && fitsUnsigned(new BigInteger(text));
    }

    static boolean fitsUnsigned(BigInteger value) {
        return value.signum() >= 0 && value.compareTo(UNSIGNED_MAX) <= 0;
    }

    /** Processors such as {@code 1.5} as hundredths, {@code 150}: at least one, no finer than that. */
    public static Optional<String> hundredths(String text) {
        int dot = text.indexOf('.');
        boolean decimal = dot < 0
                ? isDigits(text)
                : (dot == 0 || isDigits(text.substring(0, dot))) && isDigits(text.substring(dot + 1));
        if (!decimal || text.length() > 18) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(text).movePointRight(2).stripTrailingZeros();
        return value.scale() > 0 || value.signum() <= 0
                ? Optional.empty()
                : Optional.of(value.toBigInteger().toString());
    }

    /** Hundredths such as {@code 150} as processors, {@code 1.50}. */
    public static String fromHundredths(String hundredths) {
        return new BigDecimal(new BigInteger(hundredths), 2).toPlainString();
    }
}
