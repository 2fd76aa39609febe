import { render } from "preact";
import { App } from "./app.tsx";
import { rememberHistory } from "./history.ts";
import "./style/base.css";
import "./style/shell.css";
import "./style/entity.css";
import "./style/stream.css";
import "./style/forms.css";
import "./style/action.css";
import "./style/notifications.css";

rememberHistory();
render(<App />, document.getElementById("app")!);
