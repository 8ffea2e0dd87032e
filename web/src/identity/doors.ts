export { AcceptInvitation } from "./AcceptInvitation";
export { ForgotPassword, ResetPassword } from "./Password";
export { SignIn } from "./SignIn";
export { SignUp } from "./SignUp";
