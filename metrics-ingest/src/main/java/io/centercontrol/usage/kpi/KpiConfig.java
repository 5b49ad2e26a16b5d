package io.centercontrol.usage.kpi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.spi.Converter;

/** What is told of tenants, and how new it is. */
@ConfigMapping(prefix = "cc.kpi")
public interface KpiConfig {
    /** What was asked of all tenants is counted again after this time, for as long as somebody asks. */
    @WithDefault("PT1M")
    Duration fresh();

    /** The meters that are told of when nobody says which. */
    @WithDefault("orders,gmv,stores,products,mau,api-calls")
    List<String> meters();

    /** Of how many tenants with the most of a meter metrics tell by name, 100 at most; 0 for no such metrics. */
    @WithDefault("10")
    @WithConverter(Top.class)
    int metricsTop();

    /** A number from 0 to {@link Kpis#MOST}. */
    class Top implements Converter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= Kpis.MOST) {
                return Integer.parseInt(text);
            }
            throw new IllegalArgumentException("must be a whole number from 0 to " + Kpis.MOST);
        }
    }
}
