package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.actor.Cast;
import io.github.ekssdk.testing.internal.protocol.PojoJson;
import io.github.ekssdk.testing.internal.service.cloudformation.CloudFormationService;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Actors;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Service;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import io.github.ekssdk.testing.internal.service.eks.InsideCluster;
import io.github.ekssdk.testing.internal.service.sts.StsService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.Insight;

/**
 * What others than the callers of the API do to an account. Each action has a name and takes texts, so that the journal of the
 * account can hold it and it can be done again.
 */
final class Actions {
    private static final Map<String, Action> ALL = new LinkedHashMap<>();

    static {
        ALL.put("quota", (account, texts) -> account.quotas().set(texts.get(0), Integer.parseInt(texts.get(1))));
        ALL.put("rateLimits", (account, texts) -> account.quotas().rates(Boolean.parseBoolean(texts.get(0))));
        ALL.put("withoutCapacity", (account, texts) -> eks(account).refuseZone(texts.get(0)));
        ALL.put("withoutOffering", (account, texts) -> ec2(account).withdraw(texts.get(0), texts.get(1)));
        ALL.put("withoutInstanceCapacity", (account, texts) -> ec2(account).exhaust(texts.get(0), texts.get(1)));
        ALL.put("withInstanceCapacity", (account, texts) -> ec2(account).refill(texts.get(0), texts.get(1)));
        ALL.put(
                "withoutRegionalSts",
                (account, texts) -> account.service(StsService.class).disableIn(account.region()));
        ALL.put(
                "activation",
                (account, texts) -> account.service(Ec2Service.class).activation(texts.get(0)));
        ALL.put("withoutFargate", (account, texts) -> eks(account).refuseFargate(texts.get(0)));
        ALL.put(
                "insight",
                (account, texts) -> eks(account)
                        .declareInsight(texts.get(0), (Insight) PojoJson.read(texts.get(1), Insight.builder())));
        ALL.put("withdrawInsight", (account, texts) -> eks(account).withdrawInsight(texts.get(0), texts.get(1)));
        ALL.put("blockEvictions", (account, texts) -> eks(account).blockEvictions(texts.get(0), texts.get(1)));
        ALL.put("allowEvictions", (account, texts) -> eks(account).allowEvictions(texts.get(0), texts.get(1)));
        ALL.put("unhealthyNode", (account, texts) -> eks(account).unhealthyNode(texts.get(0), texts.get(1)));
        ALL.put("stack", (account, texts) -> putStack(account, texts.get(0), texts.subList(1, texts.size())));
        ALL.put(
                "addonConflict",
                (account, texts) -> inside(account, texts).conflict(texts.get(1), texts.get(2), texts.get(3)));
        ALL.put(
                "breakAddon",
                (account, texts) -> inside(account, texts).breakAddon(texts.get(1), texts.get(2), texts.get(3)));
        ALL.put("healAddon", (account, texts) -> inside(account, texts).healAddon(texts.get(1)));
        ALL.put("connect", (account, texts) -> inside(account, texts).connect());
    }

    private static void putStack(Account account, String name, List<String> keysAndValues) {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            outputs.put(keysAndValues.get(i), keysAndValues.get(i + 1));
        }
        account.service(CloudFormationService.class).put(name, outputs);
    }

    private static Ec2Actors ec2(Account account) {
        return account.service(Ec2Service.class).actors();
    }

    private static EksService eks(Account account) {
        return account.service(EksService.class);
    }

    private static InsideCluster inside(Account account, List<String> texts) {
        return eks(account).inside(texts.get(0));
    }

    private Actions() {}

    /** Does it, and returns what that made: ids, or nothing. */
    static String perform(String name, Account account, List<String> arguments) {
        Action action = ALL.get(name);
        if (action == null) {
            return new Cast(account).act(name, arguments);
        }
        action.perform(account, arguments);
        return "";
    }

    /** Something done past the API. */
    interface Action {
        void perform(Account account, List<String> arguments);
    }
}
