import { render } from "preact";
import { App } from "./app.tsx";
import "./style/base.css";
import "./style/shell.css";
import "./style/entity.css";
import "./style/stream.css";
import "./style/forms.css";
import "./style/action.css";
import "./style/notifications.css";

render(<App />, document.getElementById("app")!);
