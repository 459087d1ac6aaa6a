package org.jzones.host.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Numbers;
import org.jzones.model.PlainText;

/**
 * Whom a zone knows, by its own passwd(5) and group(5). The zone may have written anything there: lines that say nothing
 * count for nothing.
 */
final class Accounts {
    private static final int MOST_BYTES = 1 << 20;
    /** The number that stands for none. */
    private static final long NOBODY = 0xFFFFFFFFL;

    private static final int MOST_GROUPS = 1024;

    private final Layout layout;
    private final Path root;

    /** @param root that of the zone, on this host */
    Accounts(Layout layout, Path root) {
        this.layout = layout;
        this.root = root;
    }

    /**
     * The account of this name; that of root is there even if the zone knows nobody.
     *
     * @throws org.jzones.model.Failure if the files cannot be read, or are not files
     */
    Optional<Account> find(String user) {
        for (String line : lines("passwd")) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 7 && fields[0].equals(user) && isNumber(fields[2]) && isNumber(fields[3])) {
                long gid = Long.parseLong(fields[3]);
                String shell = fields[6].isEmpty() ? Account.PLAIN_SHELL : fields[6];
                return isPath(shell)
                        ? Optional.of(new Account(
                                user, Long.parseLong(fields[2]), gid, groups(user, gid), home(fields[5]), shell))
                        : Optional.empty();
            }
        }
        return user.equals(Account.ROOT) ? Optional.of(Account.root()) : Optional.empty();
    }

    private static String home(String field) {
        return isPath(field) ? field : "/";
    }

    private static boolean isPath(String text) {
        return text.startsWith("/") && PlainText.isPlain(text);
    }

    private List<Long> groups(String user, long own) {
        List<Long> groups = new ArrayList<>();
        for (String line : lines("group")) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 4
                    && isNumber(fields[2])
                    && List.of(fields[3].split(",")).contains(user)) {
                long gid = Long.parseLong(fields[2]);
                if (gid != own && !groups.contains(gid) && groups.size() < MOST_GROUPS) {
                    groups.add(gid);
                }
            }
        }
        return groups;
    }

    private static boolean isNumber(String text) {
        return Numbers.isDigits(text) && text.length() <= 10 && Long.parseLong(text) < NOBODY;
    }

    private List<String> lines(String name) {
        Path file = root.resolve("etc").resolve(name);
        String shown = layout.shown(file);
        try {
            byte[] bytes = RegularFile.readWithin(root, file, MOST_BYTES, shown);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return List.of();
            }
            throw FileTrouble.reading(shown, e);
        }
    }
}
