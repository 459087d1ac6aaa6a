package org.jzones.software.ips;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.HostInventory;
import org.jzones.model.HostPackage;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.software.Delivery;
import org.jzones.software.ReadOnlyDatabase;
import org.jzones.software.Survey;

/**
 * The software database of a host of IPS, var/pkg (spec 7.4): that there is one, which is why no zone is compared with the
 * host. No zone here is made of such packages, so that none of them counts.
 */
public final class IpsDatabase implements ReadOnlyDatabase {
    private final Layout layout;

    public IpsDatabase(Layout layout) {
        this.layout = layout;
    }

    @Override
    public String kind() {
        return HostInventory.IPS;
    }

    @Override
    public Optional<Problem> absence() {
        Path image = layout.ipsImage();
        return Files.isDirectory(image)
                ? Optional.empty()
                : Optional.of(Problem.of(Message.IPS_MISSING, layout.shown(image)));
    }

    @Override
    public List<HostPackage> packages() {
        return List.of();
    }

    @Override
    public Map<String, List<String>> needs(List<HostPackage> packages) {
        return Map.of();
    }

    @Override
    public Survey survey(List<String> inheritedDirs) {
        return Survey.ofNothing();
    }

    @Override
    public boolean hasDeliveries() {
        return false;
    }

    @Override
    public void requireDeliveries() {
        throw Failure.of(Message.IPS_NO_DELIVERIES, layout.shown(layout.ipsImage()));
    }

    @Override
    public void deliveries(Progress progress, Consumer<Delivery> taker) {
        requireDeliveries();
    }

    @Override
    public Set<String> delivered(Set<String> directories) {
        return Set.of();
    }
}
