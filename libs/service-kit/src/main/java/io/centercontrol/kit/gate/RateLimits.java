package io.centercontrol.kit.gate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often one caller may ask. */
@ConfigMapping(prefix = "cc.http.rate-limits")
interface RateLimits {
    /** For each token. */
    Caller perCaller();

    /** For all at one address who come without a token. */
    Stranger perStranger();

    /** For all at one address, with a token or not. */
    Address perAddress();

    /** An allowance that fills up evenly. */
    interface Rate {
        /** Requests a second in the long run. */
        long perSecond();

        /** Requests at once after a pause. */
        long burst();
    }

    /** See {@link #perCaller()}. */
    interface Caller extends Rate {
        @Override
        @WithDefault("300")
        long perSecond();

        @Override
        @WithDefault("600")
        long burst();
    }

    /** See {@link #perStranger()}. */
    interface Stranger extends Rate {
        @Override
        @WithDefault("50")
        long perSecond();

        @Override
        @WithDefault("100")
        long burst();
    }

    /** See {@link #perAddress()}. */
    interface Address extends Rate {
        @Override
        @WithDefault("2000")
        long perSecond();

        @Override
        @WithDefault("4000")
        long burst();
    }
}
