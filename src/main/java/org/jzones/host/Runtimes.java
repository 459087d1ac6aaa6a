package org.jzones.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jzones.model.RunState;
import org.jzones.model.ZoneName;

/** How the zones of a host run, each by the runtime of its brand. */
public final class Runtimes {
    private final List<ZoneRuntime> runtimes;

    /** @param runtimes of brands that are not the same */
    public Runtimes(List<ZoneRuntime> runtimes) {
        this.runtimes = List.copyOf(runtimes);
    }

    /** The brands that run here, in the order to name them in. */
    public List<String> brands() {
        List<String> brands = new ArrayList<>();
        for (ZoneRuntime runtime : runtimes) {
            brands.addAll(runtime.brands());
        }
        return brands;
    }

    /** All zones that are not merely installed. */
    public Map<ZoneName, RunState> states() {
        Map<ZoneName, RunState> states = new TreeMap<>();
        for (ZoneRuntime runtime : runtimes) {
            states.putAll(runtime.states());
        }
        return states;
    }

    /** The state of one zone; empty if it is merely installed. */
    public Optional<RunState> state(ZoneName zone) {
        for (ZoneRuntime runtime : runtimes) {
            Optional<RunState> state = runtime.state(zone);
            if (state.isPresent()) {
                return state;
            }
        }
        return Optional.empty();
    }

    /** The runtime of a brand; empty if its zones do not run here. */
    public Optional<ZoneRuntime> of(String brand) {
        return runtimes.stream()
                .filter(runtime -> runtime.brands().contains(brand))
                .findFirst();
    }
}
