package org.jzones.op;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jzones.host.Children;

/** What is in a tree of files, as the programs of a machine tell it, so that two machines can be compared. */
record TreeListing(List<String> records, long files, long bytes) {
    /** One record a file, ended by a null character. The times of the tree itself change with the mark in it. */
    private static final String DETAILED = """
            cd "$1" || exit 1
            find . ! -path ./.zonemove \\( \
            -type f -printf 'f %m %U %G %s %Ts %p\\0' -o \
            -type l -printf 'l %U %G %l\\t%p\\0' -o \
            -type d ! -path . -printf 'd %m %U %G %Ts %p\\0' -o \
            -printf '%y %m %U %G %p\\0' \\)
            """;

    /** Counts and sizes only, for machines without GNU find. */
    private static final String COUNTS = """
            cd "$1" || exit 1
            printf 'directories %s\\0' "$(find . -type d -print | wc -l | tr -d ' ')"
            printf 'links %s\\0' "$(find . -type l -print | wc -l | tr -d ' ')"
            printf 'files %s\\0' "$(find . -type f ! -name .zonemove -print | wc -l | tr -d ' ')"
            printf 'bytes %s\\0' "$(find . -type f ! -name .zonemove -exec ls -ln {} + | awk '{ s += $5 } END { printf "%.0f", s }')"
            """;

    private static final String SHA256 = "find . -type f ! -path ./.zonemove -exec sha256sum -z {} +\n";
    private static final String CKSUM = """
            command -v cksum >/dev/null || { echo 'there is no cksum here' >&2; exit 1; }
            find . -type f ! -name .zonemove -exec cksum {} + | tr '\\n' '\\0'
            """;

    /** The script that lists the directory $1 on machines that both have these programs. */
    static String script(CopyTools tools, boolean withContents) {
        String contents = tools.sha256() ? SHA256 : CKSUM;
        return (tools.gnuFind() ? DETAILED : COUNTS) + (withContents ? contents : "");
    }

    static TreeListing parse(Children.Answer answer) {
        String[] records = answer.bytes().split("\0");
        Arrays.sort(records);
        long files = 0;
        long bytes = 0;
        for (String record : records) {
            if (record.startsWith("f ")) {
                files++;
                bytes += Long.parseLong(record.split(" ", 6)[4]);
            } else if (record.startsWith("files ")) {
                files = number(record);
            } else if (record.startsWith("bytes ")) {
                bytes = number(record);
            }
        }
        return new TreeListing(List.of(records), files, bytes);
    }

    private static long number(String record) {
        return Long.parseLong(record.substring(record.indexOf(' ') + 1));
    }

    /** The first record that only one of the two has. */
    Optional<String> firstDifference(TreeListing other) {
        int most = Math.max(records.size(), other.records.size());
        for (int i = 0; i < most; i++) {
            String mine = i < records.size() ? records.get(i) : "";
            String theirs = i < other.records.size() ? other.records.get(i) : "";
            if (!mine.equals(theirs)) {
                String first = theirs.isEmpty() || (!mine.isEmpty() && mine.compareTo(theirs) < 0) ? mine : theirs;
                return Optional.of(new String(first.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
