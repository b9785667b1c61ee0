package io.github.ekssdk.testing.internal.service.sts;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.policy.EncodedDenial;
import io.github.ekssdk.testing.internal.policy.Policy;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageRequest;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageResponse;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/** Temporary credentials of those who call already, and what STS tells about credentials. */
final class UserSessions {
    private static final int USUAL = 43_200;
    private static final int LONGEST = 129_600;
    private static final Pattern FEDERATED_NAME = Pattern.compile("[\\w+=,.@-]{2,32}");

    private final Account account;
    private final SessionStore sessions;

    UserSessions(Account account, SessionStore sessions) {
        this.account = account;
        this.sessions = sessions;
    }

    public GetSessionTokenResponse sessionToken(GetSessionTokenRequest request, Call call) {
        Caller caller = call.caller();
        refuseSessions(caller, "GetSessionToken");
        int seconds = StsInput.between(request.durationSeconds(), USUAL, LONGEST);
        StsSession session = sessions.of(
                caller.arn(), caller.userId(), caller.arn(), call.now().plusSeconds(seconds), List.of());
        return GetSessionTokenResponse.builder()
                .credentials(sessions.credentials(session))
                .build();
    }

    /** Without a policy the federated user may do nothing. */
    public GetFederationTokenResponse federationToken(GetFederationTokenRequest request, Call call) {
        Caller caller = call.caller();
        refuseSessions(caller, "GetFederationToken");
        String name = StsInput.required("name", request.name());
        if (!FEDERATED_NAME.matcher(name).matches()) {
            throw StsInput.invalid("name", name, "Member must satisfy regular expression pattern: [\\w+=,.@-]{2,32}");
        }
        int seconds = StsInput.between(request.durationSeconds(), USUAL, LONGEST);
        List<Policy> limits = new ArrayList<>(StsInput.limits(
                request.policy(),
                request.policyArns(),
                account.service(IamService.class).directory()));
        if (limits.isEmpty()) {
            limits.add(Policy.parse("{\"Statement\":[]}"));
        }
        String arn = "arn:" + account.partition() + ":sts::" + account.id() + ":federated-user/" + name;
        String userId = account.id() + ":" + name;
        StsSession session = sessions.of(arn, userId, caller.arn(), call.now().plusSeconds(seconds), limits);
        return GetFederationTokenResponse.builder()
                .credentials(sessions.credentials(session))
                .federatedUser(user -> user.arn(arn).federatedUserId(userId))
                .build();
    }

    private void refuseSessions(Caller caller, String operation) {
        if (sessions.find(caller.accessKeyId()).isPresent()) {
            throw StsInput.accessDenied("Cannot call " + operation + " with session credentials");
        }
    }

    public GetCallerIdentityResponse callerIdentity(GetCallerIdentityRequest request, Call call) {
        Caller caller = call.caller();
        return GetCallerIdentityResponse.builder()
                .account(caller.accountId())
                .arn(caller.arn())
                .userId(caller.userId())
                .build();
    }

    public GetAccessKeyInfoResponse accessKeyInfo(GetAccessKeyInfoRequest request) {
        StsInput.required("accessKeyId", request.accessKeyId());
        return GetAccessKeyInfoResponse.builder().account(account.id()).build();
    }

    public DecodeAuthorizationMessageResponse decode(DecodeAuthorizationMessageRequest request) {
        String message = StsInput.required("encodedMessage", request.encodedMessage());
        return DecodeAuthorizationMessageResponse.builder()
                .decodedMessage(EncodedDenial.decode(message)
                        .orElseThrow(() ->
                                new AwsRefusal(400, "InvalidAuthorizationMessageException", "Message is not valid")))
                .build();
    }
}
