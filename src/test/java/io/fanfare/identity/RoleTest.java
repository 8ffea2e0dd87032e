package io.fanfare.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void only_an_owner_deletes_for_good() {
        assertThat(Role.with("campaign.destroy")).containsExactly(Role.OWNER);
    }

    @Test
    void a_manager_runs_campaigns_and_not_the_workspace() {
        assertThat(Role.MANAGER.permissions())
                .contains("campaign.launch", "approval.decide", "content.publish", "audit.read");
        assertThat(Role.MANAGER.permissions())
                .doesNotContain("workspace.manage", "member.manage", "apikey.manage", "credential.manage");
    }

    @Test
    void who_writes_does_not_decide_and_who_decides_does_not_write() {
        assertThat(Role.EDITOR.permissions())
                .contains("content.write", "approval.request")
                .doesNotContain("approval.decide");
        assertThat(Role.REVIEWER.permissions()).contains("approval.decide").doesNotContain("content.write");
    }

    @Test
    void a_viewer_reads_all_but_the_audit_trail_and_an_analyst_that_too() {
        assertThat(Role.VIEWER.permissions()).allMatch(permission -> permission.endsWith(".read"));
        assertThat(Role.VIEWER.permissions()).doesNotContain("audit.read");
        assertThat(Role.ANALYST.permissions())
                .containsAll(Role.VIEWER.permissions())
                .contains("audit.read");
    }

    @Test
    void a_key_may_do_what_its_scopes_name_and_no_more_than_its_maker() {
        assertThat(ApiKey.permitted(List.of("*"), Role.EDITOR)).isEqualTo(Role.EDITOR.permissions());
        assertThat(ApiKey.permitted(List.of("read"), Role.OWNER)).allMatch(permission -> permission.endsWith(".read"));
        assertThat(ApiKey.permitted(List.of("campaign.launch", "campaign.read"), Role.EDITOR))
                .containsExactly("campaign.read");
    }

    @Test
    void sign_up_is_for_the_first_unless_told_otherwise() {
        assertThat(SignUp.of("").admits(false)).isTrue();
        assertThat(SignUp.of("").admits(true)).isFalse();
        assertThat(SignUp.of("open").admits(true)).isTrue();
        assertThat(SignUp.of("closed").admits(false)).isFalse();
    }
}
