package org.jzones.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Numbers of bytes with the units K M G T of 1,024 (zonecfg(1M)): read from text, and shown in the largest that is exact. */
public final class ByteSize {
    private static final String UNITS = "KMGT";
    private static final BigInteger STEP = BigInteger.valueOf(1024);

    private ByteSize() {}

    /** The number of bytes, as digits, if the text is a number with an optional unit and comes to whole bytes. */
    public static Optional<String> parse(String text) {
        String number = text;
        BigDecimal factor = BigDecimal.ONE;
        if (!text.isEmpty()) {
            int unit = UNITS.indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
            if (unit >= 0) {
                number = text.substring(0, text.length() - 1);
                factor = new BigDecimal(STEP.pow(unit + 1));
            }
        }
        if (number.length() > 20 || !isDecimal(number)) {
            return Optional.empty();
        }
        BigDecimal bytes = new BigDecimal(number).multiply(factor).stripTrailingZeros();
        if (bytes.scale() > 0 || !Numbers.fitsUnsigned(bytes.toBigInteger())) {
            return Optional.empty();
        }
        return Optional.of(bytes.toBigInteger().toString());
    }

    /** The digits with the largest unit that loses nothing; a text that is no number of bytes as it is. */
    public static String format(String bytes) {
        if (!Numbers.isUnsigned(bytes)) {
            return bytes;
        }
        BigInteger value = new BigInteger(bytes);
        int unit = -1;
        while (unit < UNITS.length() - 1
                && value.signum() > 0
                && value.mod(STEP).signum() == 0) {
            value = value.divide(STEP);
            unit++;
        }
        return unit < 0 ? value.toString() : value.toString() + UNITS.charAt(unit);
    }

    private static boolean isDecimal(String text) {
        int dot = text.indexOf('.');
        return dot < 0
                ? Numbers.isDigits(text)
                : Numbers.isDigits(text.substring(0, dot)) && Numbers.isDigits(text.substring(dot + 1));
    }
}
