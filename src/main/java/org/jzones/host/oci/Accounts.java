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
        Optional<Account> found = first(0, user);
        return found.isEmpty() && user.equals(Account.ROOT) ? Optional.of(Account.root()) : found;
    }

    /**
     * Whom a name or a number means, with a group in place of its own ones behind a colon; a number may be of nobody whom
     * the zone knows.
     *
     * @throws org.jzones.model.Failure as for a name alone
     */
    Optional<Account> findAny(String text) {
        int colon = text.indexOf(':');
        String user = colon < 0 ? text : text.substring(0, colon);
        Optional<Account> account = find(user).or(() -> first(2, user)).or(() -> byNumber(user));
        if (colon < 0) {
            return account;
        }
        Optional<Long> group = group(text.substring(colon + 1));
        return account.flatMap(
                who -> group.map(gid -> new Account(who.name(), who.uid(), gid, List.of(), who.home(), who.shell())));
    }

    private static Optional<Account> byNumber(String user) {
        return isNumber(user)
                ? Optional.of(new Account(user, Long.parseLong(user), 0, List.of(), "/", Account.PLAIN_SHELL))
                : Optional.empty();
    }

    private Optional<Long> group(String group) {
        for (String line : lines("group")) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 3 && fields[0].equals(group) && isNumber(fields[2])) {
                return Optional.of(Long.parseLong(fields[2]));
            }
        }
        return isNumber(group) ? Optional.of(Long.parseLong(group)) : Optional.empty();
    }

    /** The first account that has this text in this field; empty if its shell is none. */
    private Optional<Account> first(int field, String text) {
        for (String line : lines("passwd")) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 7 && fields[field].equals(text) && isNumber(fields[2]) && isNumber(fields[3])) {
                long gid = Long.parseLong(fields[3]);
                String shell = fields[6].isEmpty() ? Account.PLAIN_SHELL : fields[6];
                List<Long> groups = groups(fields[0], gid);
                return isPath(shell)
                        ? Optional.of(
                                new Account(fields[0], Long.parseLong(fields[2]), gid, groups, home(fields[5]), shell))
                        : Optional.empty();
            }
        }
        return Optional.empty();
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
