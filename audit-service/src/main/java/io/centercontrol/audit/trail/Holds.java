package io.centercontrol.audit.trail;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** What must not be erased or purged, whatever else is asked for. */
public interface Holds {
    /** The filters that entries are held by at present; whoever fits one is held. To be asked behind {@link Parts#enter}. */
    Uni<List<EntryFilter>> open();
}
