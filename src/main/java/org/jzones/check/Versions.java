package org.jzones.check;

import org.jzones.model.Numbers;

/** Which of two package versions or patch revisions is higher, for {@code attach -u}. */
final class Versions {
    private static final String REVISION = ",REV=";

    private Versions() {}

    /**
     * Compares field by field, fields ending at {@code .} and {@code ,REV=}: as numbers where both are digits, else as text.
     * Of two that are the same as far as the shorter one goes the longer one is higher.
     */
    static int compare(String one, String other) {
        String[] ones = fields(one);
        String[] others = fields(other);
        for (int i = 0; i < Math.min(ones.length, others.length); i++) {
            int order = compareFields(ones[i], others[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ones.length, others.length);
    }

    private static String[] fields(String version) {
        return version.replace(REVISION, ".").split("\\.", -1);
    }

    /** As numbers where both are digits, else as texts. */
    static int compareFields(String one, String other) {
        if (!Numbers.isDigits(one) || !Numbers.isDigits(other)) {
            return one.compareTo(other);
        }
        String digits = withoutZeros(one);
        String otherDigits = withoutZeros(other);
        int order = Integer.compare(digits.length(), otherDigits.length());
        return order != 0 ? order : digits.compareTo(otherDigits);
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
