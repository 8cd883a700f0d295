var S=Object.freeze({prefix:"fluent",shadowRootMode:"open",registry:globalThis.customElements});var _e={submit:"submit",reset:"reset",button:"button"};var _r=`${S.prefix}-button`;var ie=class{constructor(e,r,o=!1){this.evaluate=e,this.policy=r,this.isVolatile=o}};var k;(function(t){t[t.needsArrayObservation=1101]="needsArrayObservation",t[t.onlySetDOMPolicyOnce=1201]="onlySetDOMPolicyOnce",t[t.bindingInnerHTMLRequiresTrustedTypes=1202]="bindingInnerHTMLRequiresTrustedTypes",t[t.twoWayBindingRequiresObservables=1203]="twoWayBindingRequiresObservables",t[t.hostBindingWithoutHost=1204]="hostBindingWithoutHost",t[t.unsupportedBindingBehavior=1205]="unsupportedBindingBehavior",t[t.directCallToHTMLTagNotAllowed=1206]="directCallToHTMLTagNotAllowed",t[t.onlySetTemplatePolicyOnce=1207]="onlySetTemplatePolicyOnce",t[t.cannotSetTemplatePolicyAfterCompilation=1208]="cannotSetTemplatePolicyAfterCompilation",t[t.blockedByDOMPolicy=1209]="blockedByDOMPolicy",t[t.invalidHydrationAttributeMarker=1210]="invalidHydrationAttributeMarker",t[t.duplicateRenderInstruction=1211]="duplicateRenderInstruction",t[t.missingElementDefinition=1401]="missingElementDefinition",t[t.noRegistrationForContext=1501]="noRegistrationForContext",t[t.noFactoryForResolver=1502]="noFactoryForResolver",t[t.invalidResolverStrategy=1503]="invalidResolverStrategy",t[t.cannotAutoregisterDependency=1504]="cannotAutoregisterDependency",t[t.cannotResolveKey=1505]="cannotResolveKey",t[t.cannotConstructNativeFunction=1506]="cannotConstructNativeFunction",t[t.cannotJITRegisterNonConstructor=1507]="cannotJITRegisterNonConstructor",t[t.cannotJITRegisterIntrinsic=1508]="cannotJITRegisterIntrinsic",t[t.cannotJITRegisterInterface=1509]="cannotJITRegisterInterface",t[t.invalidResolver=1510]="invalidResolver",t[t.invalidKey=1511]="invalidKey",t[t.noDefaultResolver=1512]="noDefaultResolver",t[t.cyclicDependency=1513]="cyclicDependency",t[t.connectUpdateRequiresController=1514]="connectUpdateRequiresController"})(k||(k={}));var G=t=>typeof t=="function",L=t=>typeof t=="string",Vr=()=>{};var ei=Object.create(null),P={warn(t,e){},error(t,e){return new Error(`Error ${t}`)},addMessages(t){Object.assign(ei,t)}};var jr=Object.freeze([]);function Ne(){let t=new Map;return Object.freeze({register(e){return t.has(e.type)?!1:(t.set(e.type,e),!0)},getByType(e){return t.get(e)},getForInstance(e){if(e!=null)return t.get(e.constructor)}})}function ct(){let t=new WeakMap;return function(e){let r=t.get(e);if(r===void 0){let o=Reflect.getPrototypeOf(e);for(;r===void 0&&o!==null;)r=t.get(o),o=Reflect.getPrototypeOf(o);r=r===void 0?[]:r.slice(0),t.set(e,r)}return r}}function $(t){t.prototype.toJSON=Vr}var dt=class extends ie{createObserver(){return this}bind(e){return this.evaluate(e.source,e.context)}};$(dt);function ut(t,e){return new dt(t,e)}var Fe=class{constructor(e,r){this.sub1=void 0,this.sub2=void 0,this.spillover=void 0,this.subject=e,this.sub1=r}has(e){return this.spillover===void 0?this.sub1===e||this.sub2===e:this.spillover.indexOf(e)!==-1}subscribe(e){let r=this.spillover;if(r===void 0){if(this.has(e))return;if(this.sub1===void 0){this.sub1=e;return}if(this.sub2===void 0){this.sub2=e;return}this.spillover=[this.sub1,this.sub2,e],this.sub1=void 0,this.sub2=void 0}else r.indexOf(e)===-1&&r.push(e)}unsubscribe(e){let r=this.spillover;if(r===void 0)this.sub1===e?this.sub1=void 0:this.sub2===e&&(this.sub2=void 0);else{let o=r.indexOf(e);o!==-1&&r.splice(o,1)}}notify(e){let r=this.spillover,o=this.subject;if(r===void 0){let n=this.sub1,a=this.sub2;n!==void 0&&n.handleChange(o,e),a!==void 0&&a.handleChange(o,e)}else for(let n=0,a=r.length;n<a;++n)r[n].handleChange(o,e)}},we=class{constructor(e){this.subscribers={},this.subjectSubscribers=null,this.subject=e}notify(e){var r,o;(r=this.subscribers[e])===null||r===void 0||r.notify(e),(o=this.subjectSubscribers)===null||o===void 0||o.notify(e)}subscribe(e,r){var o,n;let a;r?a=(o=this.subscribers[r])!==null&&o!==void 0?o:this.subscribers[r]=new Fe(this.subject):a=(n=this.subjectSubscribers)!==null&&n!==void 0?n:this.subjectSubscribers=new Fe(this.subject),a.subscribe(e)}unsubscribe(e,r){var o,n;r?(o=this.subscribers[r])===null||o===void 0||o.unsubscribe(e):(n=this.subjectSubscribers)===null||n===void 0||n.unsubscribe(e)}};var X=[],Zt=[],ti=globalThis.requestAnimationFrame,tr=!0;function ri(){if(Zt.length)throw Zt.shift()}function oi(t){try{t.call()}catch(e){if(tr)Zt.push(e),setTimeout(ri,0);else throw X.length=0,e}}function er(){let e=0;for(;e<X.length;)if(oi(X[e]),e++,e>1024){for(let r=0,o=X.length-e;r<o;r++)X[r]=X[r+e];X.length-=e,e=0}X.length=0}function Wr(t){X.push(t),X.length<2&&(tr?ti(er):er())}var I=Object.freeze({enqueue:Wr,next:()=>new Promise(Wr),process:er,setMode:t=>tr=t});var le=Object.freeze({unknown:void 0,coupled:1}),B=(()=>{let t=I.enqueue,e=/(:|&&|\|\||if|\?\.)/,r=new WeakMap,o,n=d=>{throw P.error(k.needsArrayObservation)};function a(d){var s;let p=(s=d.$fastController)!==null&&s!==void 0?s:r.get(d);return p===void 0&&(Array.isArray(d)?p=n(d):r.set(d,p=new we(d))),p}let l=ct();class c{constructor(s){this.name=s,this.field=`_${s}`,this.callback=`${s}Changed`}getValue(s){return o!==void 0&&o.watch(s,this.name),s[this.field]}setValue(s,p){let b=this.field,y=s[b];if(y!==p){s[b]=p;let T=s[this.callback];G(T)&&T.call(s,y,p),a(s).notify(this.name)}}}class u extends Fe{constructor(s,p,b=!1){super(s,p),this.expression=s,this.isVolatileBinding=b,this.needsRefresh=!0,this.needsQueue=!0,this.isAsync=!0,this.first=this,this.last=null,this.propertySource=void 0,this.propertyName=void 0,this.notifier=void 0,this.next=void 0}setMode(s){this.isAsync=this.needsQueue=s}bind(s){let p=this.observe(s.source,s.context);return!s.isBound&&this.requiresUnbind(s)&&s.onUnbind(this),p}requiresUnbind(s){return s.sourceLifetime!==le.coupled||this.first!==this.last||this.first.propertySource!==s.source}unbind(s){this.dispose()}observe(s,p){this.needsRefresh&&this.last!==null&&this.dispose();let b=o;o=this.needsRefresh?this:void 0,this.needsRefresh=this.isVolatileBinding;let y;try{y=this.expression(s,p)}finally{o=b}return y}disconnect(){this.dispose()}dispose(){if(this.last!==null){let s=this.first;for(;s!==void 0;)s.notifier.unsubscribe(this,s.propertyName),s=s.next;this.last=null,this.needsRefresh=this.needsQueue=this.isAsync}}watch(s,p){let b=this.last,y=a(s),T=b===null?this.first:{};if(T.propertySource=s,T.propertyName=p,T.notifier=y,y.subscribe(this,p),b!==null){if(!this.needsRefresh){let W;o=void 0,W=b.propertySource[b.propertyName],o=this,s===W&&(this.needsRefresh=!0)}b.next=T}this.last=T}handleChange(){this.needsQueue?(this.needsQueue=!1,t(this)):this.isAsync||this.call()}call(){this.last!==null&&(this.needsQueue=this.isAsync,this.notify(this))}*records(){let s=this.first;for(;s!==void 0;)yield s,s=s.next}}return $(u),Object.freeze({setArrayObserverFactory(d){n=d},getNotifier:a,track(d,s){o&&o.watch(d,s)},trackVolatile(){o&&(o.needsRefresh=!0)},notify(d,s){a(d).notify(s)},defineProperty(d,s){L(s)&&(s=new c(s)),l(d).push(s),Reflect.defineProperty(d,s.name,{enumerable:!0,get(){return s.getValue(this)},set(p){s.setValue(this,p)}})},getAccessors:l,binding(d,s,p=this.isVolatileBinding(d)){return new u(d,s,p)},isVolatileBinding(d){return e.test(d.toString())}})})();function he(t,e){B.defineProperty(t,e)}var Gr=(()=>{let t=null;return{get(){return t},set(e){t=e}}})(),Q=Object.freeze({default:{index:0,length:0,get event(){return Q.getEvent()},eventDetail(){return this.event.detail},eventTarget(){return this.event.target}},getEvent(){return Gr.get()},setEvent(t){Gr.set(t)}});var rr=class extends ie{createObserver(e){return B.binding(this.evaluate,e,this.isVolatile)}};function pt(t,e,r=B.isVolatileBinding(t)){return new rr(t,e,r)}var N=Object.freeze({none:0,attribute:1,booleanAttribute:2,property:3,content:4,tokenList:5,event:6}),Xr=t=>t,ni=globalThis.trustedTypes?globalThis.trustedTypes.createPolicy("fast-html",{createHTML:Xr}):{createHTML:Xr},gt=Object.freeze({createHTML(t){return ni.createHTML(t)},protect(t,e,r,o){return o}}),ai=gt,Z=Object.freeze({get policy(){return gt},setPolicy(t){if(gt!==ai)throw P.error(k.onlySetDOMPolicyOnce);gt=t},setAttribute(t,e,r){r==null?t.removeAttribute(e):t.setAttribute(e,r)},setBooleanAttribute(t,e,r){r?t.setAttribute(e,""):t.removeAttribute(e)}});var or="boolean",Ur="reflect",Te=Object.freeze({locate:ct()}),Kr={toView(t){return t?"":null},fromView(t){return!!t}};function qr(t){if(t==null)return null;let e=t*1;return isNaN(e)?null:e}var je={toView(t){let e=qr(t);return e&&e.toString()},fromView:qr},Ve=class t{constructor(e,r,o=r.toLowerCase(),n=Ur,a){this.guards=new Set,this.Owner=e,this.name=r,this.attribute=o,this.mode=n,this.converter=a,this.fieldName=`_${r}`,this.callbackName=`${r}Changed`,this.hasCallback=this.callbackName in e.prototype,n===or&&a===void 0&&(this.converter=Kr)}setValue(e,r){let o=e[this.fieldName],n=this.converter;n!==void 0&&(r=n.fromView(r)),o!==r&&(e[this.fieldName]=r,this.tryReflectToAttribute(e),this.hasCallback&&e[this.callbackName](o,r),e.$fastController.notify(this.name))}getValue(e){return B.track(e,this.name),e[this.fieldName]}onAttributeChangedCallback(e,r){this.guards.has(e)||(this.guards.add(e),this.mode===or?this.setValue(e,r!==null):this.setValue(e,r),this.guards.delete(e))}tryReflectToAttribute(e){let r=this.mode,o=this.guards;o.has(e)||r==="fromView"||I.enqueue(()=>{o.add(e);let n=e[this.fieldName];switch(r){case Ur:{let a=this.converter;Z.setAttribute(e,this.attribute,a!==void 0?a.toView(n):n);break}case or:Z.setBooleanAttribute(e,this.attribute,n);break}o.delete(e)})}static collect(e,...r){let o=[];r.push(Te.locate(e));for(let n=0,a=r.length;n<a;++n){let l=r[n];if(l!==void 0)for(let c=0,u=l.length;c<u;++c){let d=l[c];L(d)?o.push(new t(e,d)):o.push(new t(e,d.property,d.attribute,d.mode,d.converter))}}return o}};function f(t,e){let r;function o(n,a){arguments.length>1&&(r.property=a),Te.locate(n.constructor).push(r)}if(arguments.length>1){r={},o(t,e);return}return r=t===void 0?{}:t,o}var nr;function Yr(t){return t.reduce((e,r)=>(r instanceof O?e.push(...Yr(r.styles)):e.push(r),e),[])}var O=class t{get strategy(){return this._strategy===null&&(nr||t.setDefaultStrategy(t.supportsAdoptedStyleSheets?ii():si()),this.withStrategy(nr)),this._strategy}constructor(e){this.styles=e,this.targets=new WeakSet,this._strategy=null}addStylesTo(e){this.strategy.addStylesTo(e),this.targets.add(e)}removeStylesFrom(e){this.strategy.removeStylesFrom(e),this.targets.delete(e)}isAttachedTo(e){return this.targets.has(e)}withStrategy(e){return this._strategy=new e(Yr(this.styles)),this}static setDefaultStrategy(e){nr=e}static normalize(e){return e===void 0?void 0:Array.isArray(e)?new t(e):e instanceof t?e:new t([e])}};O.supportsAdoptedStyleSheets=Array.isArray(document.adoptedStyleSheets)&&"replace"in CSSStyleSheet.prototype;function ii(){let t=new Map;return class{constructor(r){this.sheets=r.map(o=>{if(o instanceof CSSStyleSheet)return o;let n=t.get(o);return n===void 0&&(n=new CSSStyleSheet,n.replaceSync(o),t.set(o,n)),n})}addStylesTo(r){let o=r;o.adoptedStyleSheets=[...o.adoptedStyleSheets,...this.sheets]}removeStylesFrom(r){let o=r;o.adoptedStyleSheets=o.adoptedStyleSheets.filter(n=>this.sheets.indexOf(n)===-1)}}}var li=0;function si(){return class{constructor(e){this.styles=e,this.styleClass=`fast-${++li}`}addStylesTo(e){let r=e===document?document.body:e;for(let o=0;o<this.styles.length;o++){let n=document.createElement("style");n.innerHTML=this.styles[o],n.className=this.styleClass,r.append(n)}}removeStylesFrom(e){let r=e===document?document.body:e,o=r.querySelectorAll(`.${this.styleClass}`);for(let n=0,a=o.length;n<a;++n)r.removeChild(o[n])}}}var ci={},Jr=new WeakMap,ar=Ne(),Ae=Object.freeze({register(t){if(!ar.register(t))return!1;let e=Zr(t.registry);return Object.prototype.hasOwnProperty.call(e,t.name)||B.defineProperty(e,t.name),e[t.name]=t.type,!0},getByType:ar.getByType,getForInstance:ar.getForInstance,whenRegistered:di});function Zr(t=customElements){if(t===customElements)return ci;let e=Jr.get(t);return e||(e={},Jr.set(t,e)),e}function Qr(t){return t===void 0?void 0:Ae.getByType(t)}function di(t,e=customElements){let r=Zr(e);Object.prototype.hasOwnProperty.call(r,t)||B.defineProperty(r,t);let o=Qr(r[t]);return o!==void 0?Promise.resolve(o):new Promise(n=>{let a=B.getNotifier(r),l={handleChange:()=>{let c=Qr(r[t]);c!==void 0&&(a.unsubscribe(l,t),n(c))}};a.subscribe(l,t)})}var eo={mode:"open"},to={},ro=new Set,ft=new WeakMap,ht=new WeakMap,fe=new WeakMap,oo=new WeakMap,ui=new WeakMap;function pi(t){return G(t)}function gi(t){return typeof t?.then=="function"}function no(t,e){if(ht.delete(t),t.template===void 0&&e!==void 0&&(t.template=e),t.template!==void 0)return fe.delete(t),ft.delete(t),t.template}function ir(t,e=t.registry,r){if(!r?.length)return;let o=t,n=oo.get(o);if(!n?.has(e)){n===void 0&&(n=new WeakSet,oo.set(o,n)),n.add(e);for(let a of r)a(t)}}function mt(t){var e;return(e=ui.get(t))!==null&&e!==void 0?e:null}function lr(t){if(t.template!==void 0)return fe.delete(t),t.template;let e=ht.get(t);if(e)return e;let r=ft.get(t);if(!r)return;fe.delete(t);let o;try{o=r(t)}catch(n){throw fe.set(t,n),n}if(gi(o)){let n=Promise.resolve(o).then(a=>no(t,a)).catch(a=>{throw ht.delete(t),fe.set(t,a),a});return ht.set(t,n),n}return no(t,o)}function hi(t,e){let r=t;if(e===void 0){fe.delete(r);return}fe.set(r,e)}var V=class t{get isDefined(){return this.platformDefined}constructor(e,r=e.definition){var o;this.platformDefined=!1,L(r)&&(r={name:r}),this.type=e,this.name=r.name,this.registry=(o=r.registry)!==null&&o!==void 0?o:customElements,pi(r.template)?ft.set(this,r.template):this.template=r.template;let n=e.prototype,a=Ve.collect(e,r.attributes),l=new Array(a.length),c={},u={};for(let d=0,s=a.length;d<s;++d){let p=a[d];l[d]=p.attribute,c[p.name]=p,u[p.attribute]=p,B.defineProperty(n,p)}Reflect.defineProperty(e,"observedAttributes",{value:l,enumerable:!0}),this.attributes=a,this.propertyLookup=c,this.attributeLookup=u,this.shadowOptions=r.shadowOptions===void 0?eo:r.shadowOptions===null?void 0:Object.assign(Object.assign({},eo),r.shadowOptions),this.elementOptions=r.elementOptions===void 0?to:Object.assign(Object.assign({},to),r.elementOptions),this.styles=O.normalize(r.styles),this.schema=r.schema,Ae.register(this)}define(e=this.registry,r){let o=this.type;if(!e.get(this.name)){if(ir(this,e,r),this.template===void 0&&ft.has(this))return Promise.resolve().then(()=>lr(this)).then(n=>{n!==void 0&&!e.get(this.name)&&(this.platformDefined=!0,e.define(this.name,o,this.elementOptions))}).catch(n=>{hi(this,n),B.notify(this,"template")}),this;this.platformDefined=!0,e.define(this.name,o,this.elementOptions)}return this}static compose(e,r){let o=ro.has(e)||Ae.getByType(e)?new t(class extends e{},r):new t(e,r);return Promise.resolve(o)}static registerBaseType(e){ro.add(e)}};V.getByType=Ae.getByType;V.getForInstance=Ae.getForInstance;B.defineProperty(V.prototype,"template");var fi={bubbles:!0,composed:!0,cancelable:!0},sr="isConnected",lo=new WeakMap,cr=Symbol("fast-late-attribute-observer");function vt(t){var e,r;return(r=(e=t.shadowRoot)!==null&&e!==void 0?e:lo.get(t))!==null&&r!==void 0?r:null}var ao,M;(function(t){t[t.connecting=0]="connecting",t[t.connected=1]="connected",t[t.disconnecting=2]="disconnecting",t[t.disconnected=3]="disconnected"})(M||(M={}));var se=class t{get isConnected(){return B.track(this,sr),this.stage===M.connected}get context(){var e,r;return(r=(e=this.view)===null||e===void 0?void 0:e.context)!==null&&r!==void 0?r:Q.default}get isBound(){var e,r;return(r=(e=this.view)===null||e===void 0?void 0:e.isBound)!==null&&r!==void 0?r:!1}get sourceLifetime(){var e;return(e=this.view)===null||e===void 0?void 0:e.sourceLifetime}get template(){var e;if(this._template===null){let r=this.definition;this.source.resolveTemplate?this._template=this.source.resolveTemplate():r.template&&(this._template=(e=r.template)!==null&&e!==void 0?e:null)}return this._template}set template(e){this._template!==e&&(this._template=e,this.needsInitialization||this.renderTemplate(e))}get shadowOptions(){return this._shadowRootOptions}set shadowOptions(e){if(this._shadowRootOptions===void 0&&e!==void 0){this._shadowRootOptions=e;let r=this.source.shadowRoot;r?this.hasExistingShadowRoot=!0:(r=this.source.attachShadow(e),e.mode==="closed"&&lo.set(this.source,r))}}get mainStyles(){var e;if(this._mainStyles===null){let r=this.definition;this.source.resolveStyles?this._mainStyles=this.source.resolveStyles():r.styles&&(this._mainStyles=(e=r.styles)!==null&&e!==void 0?e:null)}return this._mainStyles}set mainStyles(e){this._mainStyles!==e&&(this._mainStyles!==null&&this.removeStyles(this._mainStyles),this._mainStyles=e,this.needsInitialization||this.addStyles(e))}constructor(e,r){this.boundObservables=null,this.needsInitialization=!0,this.hasExistingShadowRoot=!1,this.isPrerendered=new Promise(a=>{this._resolvePrerendered=a}),this.isHydrated=new Promise(a=>{this._resolveHydrated=a}),this._template=null,this.stage=M.disconnected,this.guardBehaviorConnection=!1,this.behaviors=null,this.behaviorsConnected=!1,this._mainStyles=null,this.$fastController=this,this.view=null,this._notifier=new we(e),this.source=e,this.definition=r,this.shadowOptions=r.shadowOptions;let o=Reflect.getPrototypeOf(e),n=o===null?[]:B.getAccessors(o);if(n.length>0){let a=this.boundObservables=Object.create(null);for(let l=0,c=n.length;l<c;++l){let u=n[l].name,d=e[u];d!==void 0&&(delete e[u],a[u]=d)}Object.keys(a).length===0&&(this.boundObservables=null)}this.captureBoundObservables()}get subject(){return this._notifier.subject}notify(e){this._notifier.notify(e)}subscribe(e,r){this._notifier.subscribe(e,r)}unsubscribe(e,r){this._notifier.unsubscribe(e,r)}onUnbind(e){var r;(r=this.view)===null||r===void 0||r.onUnbind(e)}addBehavior(e){var r,o;let n=(r=this.behaviors)!==null&&r!==void 0?r:this.behaviors=new Map,a=(o=n.get(e))!==null&&o!==void 0?o:0;a===0?(n.set(e,1),e.addedCallback&&e.addedCallback(this),e.connectedCallback&&!this.guardBehaviorConnection&&(this.stage===M.connected||this.stage===M.connecting)&&e.connectedCallback(this)):n.set(e,a+1)}removeBehavior(e,r=!1){let o=this.behaviors;if(o===null)return;let n=o.get(e);n!==void 0&&(n===1||r?(o.delete(e),e.disconnectedCallback&&this.stage!==M.disconnected&&e.disconnectedCallback(this),e.removedCallback&&e.removedCallback(this)):o.set(e,n-1))}addStyles(e){var r;if(!e)return;let o=this.source;e instanceof HTMLElement?((r=vt(o))!==null&&r!==void 0?r:this.source).append(e):e.isAttachedTo(o)||e.addStylesTo(o)}removeStyles(e){var r;if(!e)return;let o=this.source;e instanceof HTMLElement?((r=vt(o))!==null&&r!==void 0?r:o).removeChild(e):e.isAttachedTo(o)&&e.removeStylesFrom(o)}connect(){this.stage===M.disconnected&&(this.stage=M.connecting,this.captureBoundObservables(),this.syncLateAttributes(),this.observeLateAttributes(),this.bindObservables(),this.connectBehaviors(),this.needsInitialization?(this.renderTemplate(this.template),this.addStyles(this.mainStyles),this.needsInitialization=!1):this.view!==null&&this.view.bind(this.source),this.stage=M.connected,B.notify(this,sr))}bindObservables(){if(this.boundObservables!==null){let e=this.source,r=this.boundObservables,o=Object.keys(r);for(let n=0,a=o.length;n<a;++n){let l=o[n];e[l]=r[l]}this.boundObservables=null}}captureBoundObservables(){let e=this.source,r=Object.getOwnPropertyNames(e),o=a=>{let l=Reflect.getPrototypeOf(e);for(;l!==null;){let c=Reflect.getOwnPropertyDescriptor(l,a);if(c?.get||c?.set)return!0;l=Reflect.getPrototypeOf(l)}return!1},n=this.boundObservables;for(let a=0,l=r.length;a<l;++a){let u=r[a];if(!o(u))continue;let d=e[u];if(d===void 0){delete e[u];continue}delete e[u],(n??(n=this.boundObservables=Object.create(null)))[u]=d}}syncLateAttributes(){let e=mt(this.definition);if(e!==null)for(let r of Object.keys(e))this.source.hasAttribute(r)&&this.onAttributeChangedCallback(r,null,this.source.getAttribute(r))}observeLateAttributes(){let e=mt(this.definition);if(e===null)return;let r=this.source;r[cr]===void 0&&(r[cr]=new MutationObserver(o=>{let n=r.$fastController,a=mt(n.definition);if(a!==null)for(let l=0,c=o.length;l<c;++l){let u=o[l].attributeName;u===null||a[u]===void 0||n.onAttributeChangedCallback(u,null,r.getAttribute(u))}}),r[cr].observe(r,{attributes:!0,attributeFilter:Object.keys(e)}))}connectBehaviors(){if(this.behaviorsConnected===!1){let e=this.behaviors;if(e!==null){this.guardBehaviorConnection=!0;for(let r of e.keys())r.connectedCallback&&r.connectedCallback(this);this.guardBehaviorConnection=!1}this.behaviorsConnected=!0}}disconnectBehaviors(){if(this.behaviorsConnected===!0){let e=this.behaviors;if(e!==null)for(let r of e.keys())r.disconnectedCallback&&r.disconnectedCallback(this);this.behaviorsConnected=!1}}disconnect(){this.stage===M.connected&&(this.stage=M.disconnecting,B.notify(this,sr),this.view!==null&&this.view.unbind(),this.disconnectBehaviors(),this.stage=M.disconnected)}onAttributeChangedCallback(e,r,o){let n=this.definition.attributeLookup[e];n!==void 0&&n.onAttributeChangedCallback(this.source,o)}emit(e,r,o){return this.stage===M.connected?this.source.dispatchEvent(new CustomEvent(e,Object.assign(Object.assign({detail:r},fi),o))):!1}renderTemplate(e){var r;let o=this.source,n=(r=vt(o))!==null&&r!==void 0?r:o;if(this.view!==null)this.view.dispose(),this.view=null;else if((!this.needsInitialization||this.hasExistingShadowRoot)&&(!this.hasExistingShadowRoot||!this.needsInitialization))for(let a=n.firstChild;a!==null;a=n.firstChild)n.removeChild(a);if(e){let a=this.hasExistingShadowRoot&&this.needsInitialization,l=!1;a&&t.hydrationHook&&(l=t.hydrationHook(this,e,o,n)),l||this.renderClientSide(e,o,n),this._resolvePrerendered(a),this._resolveHydrated(l)}else this.needsInitialization&&(this._resolvePrerendered(!1),this._resolveHydrated(!1))}renderClientSide(e,r,o){if(this.hasExistingShadowRoot){for(let n=o.firstChild;n!==null;n=o.firstChild)o.removeChild(n);this.hasExistingShadowRoot=!1}this.view=e.render(r,o,r),this.view.sourceLifetime=le.coupled}static forCustomElement(e,r=!1){let o=e.$fastController;if(o!==void 0&&!r)return o;let n=V.getForInstance(e);if(n===void 0)throw P.error(k.missingElementDefinition);return B.getNotifier(n).subscribe({handleChange:()=>{t.forCustomElement(e,!0),e.$fastController.connect()}},"template"),B.getNotifier(n).subscribe({handleChange:()=>{t.forCustomElement(e,!0),e.$fastController.connect()}},"shadowOptions"),e.$fastController=new ao(e,n)}static setStrategy(e){ao=e}static installHydrationHook(e){t.hydrationHook=e}};se.hydrationHook=null;$(se);se.setStrategy(se);function bt(t){var e;return"adoptedStyleSheets"in t?t:(e=vt(t))!==null&&e!==void 0?e:t.getRootNode()}var Bt=class t{constructor(e){let r=t.styleSheetCache;this.sheets=e.map(o=>{if(o instanceof CSSStyleSheet)return o;let n=r.get(o);return n===void 0&&(n=new CSSStyleSheet,n.replaceSync(o),r.set(o,n)),n})}addStylesTo(e){so(bt(e),this.sheets)}removeStylesFrom(e){co(bt(e),this.sheets)}};Bt.styleSheetCache=new Map;var mi=0,vi=()=>`fast-${++mi}`;function io(t){return t===document?document.body:t}var dr=class{constructor(e){this.styles=e,this.styleClass=vi()}addStylesTo(e){e=io(bt(e));let r=this.styles,o=this.styleClass;for(let n=0;n<r.length;n++){let a=document.createElement("style");a.innerHTML=r[n],a.className=o,e.append(a)}}removeStylesFrom(e){e=io(bt(e));let r=e.querySelectorAll(`.${this.styleClass}`);for(let o=0,n=r.length;o<n;++o)e.removeChild(r[o])}},so=(t,e)=>{t.adoptedStyleSheets=[...t.adoptedStyleSheets,...e]},co=(t,e)=>{t.adoptedStyleSheets=t.adoptedStyleSheets.filter(r=>e.indexOf(r)===-1)};if(O.supportsAdoptedStyleSheets){try{document.adoptedStyleSheets.push(),document.adoptedStyleSheets.splice(),so=(t,e)=>{t.adoptedStyleSheets.push(...e)},co=(t,e)=>{for(let r of e){let o=t.adoptedStyleSheets.indexOf(r);o!==-1&&t.adoptedStyleSheets.splice(o,1)}}}catch{}O.setDefaultStrategy(Bt)}else O.setDefaultStrategy(dr);function uo(t){let e=class extends t{constructor(){super(),se.forCustomElement(this)}$emit(r,o,n){return this.$fastController.emit(r,o,n)}connectedCallback(){this.$fastController.connect()}disconnectedCallback(){this.$fastController.disconnect()}attributeChangedCallback(r,o,n){this.$fastController.onAttributeChangedCallback(r,o,n)}};return V.registerBaseType(e),e}function bi(t){return typeof t?.then=="function"}function Bi(t,e,r){return Array.isArray(e)&&(r=e,e=void 0),(G(t)?V.compose(t,e):V.compose(this,t)).then(n=>{ir(n,n.registry,r);let a=lr(n);return bi(a)?a.then(()=>n.define().type):n.define().type})}function Si(t){return uo(t)}var E=Object.assign(uo(HTMLElement),{from:Si,define:Bi});function me(t,e,r){return Object.assign({},r,{get(){return B.trackVolatile(),r.get.apply(this)}})}var ur=Ne(),pr=Object.freeze({getForInstance:ur.getForInstance,getByType:ur.getByType,define(t){return ur.register({type:t}),t}});function po(t,e){let r=[],o="";for(let n=0,a=t.length-1;n<a;++n){o+=t[n];let l=e[n];pr.getForInstance(l)!==void 0&&(l=l.createCSS()),l instanceof O||l instanceof CSSStyleSheet?(o.trim()!==""&&(r.push(o),o=""),r.push(l)):o+=l}return o+=t[t.length-1],o.trim()!==""&&r.push(o),r}var D=((t,...e)=>new O(po(t,e))),St=class{constructor(e){this.value=e.length===0?"":e.length===1?e[0]:new O(e)}createCSS(){return this.value}};pr.define(St);D.partial=(t,...e)=>new St(po(t,e));var gr=`fast-${Math.random().toString(36).substring(2,8)}`,kt=`${gr}{`,We=`}${gr}`,ki=We.length,xi=0,Ge=()=>`${gr}-${++xi}`,xt=Object.freeze({interpolation:t=>`${kt}${t}${We}`,attribute:t=>`${Ge()}="${kt}${t}${We}"`,comment:t=>`<!--${kt}${t}${We}-->`}),Xe=Object.freeze({parse(t,e){let r=t.split(kt);if(r.length===1)return null;let o=[];for(let n=0,a=r.length;n<a;++n){let l=r[n],c=l.indexOf(We),u;if(c===-1)u=l;else{let d=l.substring(0,c);o.push(e[d]),u=l.substring(c+ki)}u!==""&&o.push(u)}return o}});var hr=Ne(),C=Object.freeze({getForInstance:hr.getForInstance,getByType:hr.getByType,define(t,e){return e=e||{},e.type=t,hr.register(e),t},assignAspect(t,e){if(!e){t.aspectType=N.content;return}switch(t.sourceAspect=e,e[0]){case":":t.targetAspect=e.substring(1),t.aspectType=t.targetAspect==="classList"?N.tokenList:N.property;break;case"?":t.targetAspect=e.substring(1),t.aspectType=N.booleanAttribute;break;case"@":t.targetAspect=e.substring(1),t.aspectType=N.event;break;default:t.targetAspect=e,t.aspectType=N.attribute;break}}});var ve=class{constructor(e){this.options=e}createHTML(e){return xt.attribute(e(this))}createBehavior(){return this}};$(ve);var yt=class extends ve{get id(){return this._id}set id(e){this._id=e,this._controllerProperty=`${e}-c`}bind(e){let r=e.targets[this.targetNodeId];r[this._controllerProperty]=e,this.updateTarget(e.source,this.computeNodes(r)),this.observe(r),e.onUnbind(this)}unbind(e){let r=e.targets[this.targetNodeId];this.updateTarget(e.source,jr),this.disconnect(r),r[this._controllerProperty]=null}getSource(e){return e[this._controllerProperty].source}updateTarget(e,r){e[this.options.property]=r}computeNodes(e){let r=this.getNodes(e);return"filter"in this.options&&(r=r.filter(this.options.filter)),r}};var go=/fe-b\$\$start\$\$(\d+)\$\$(.+)\$\$fe-b/,yi=/fe-b\$\$end\$\$(\d+)\$\$(.+)\$\$fe-b/,Pi=/fe-repeat\$\$start\$\$(\d+)\$\$fe-repeat/,Ni=/fe-repeat\$\$end\$\$(\d+)\$\$fe-repeat/,Fi=/^(?:.{0,1000})fe-eb\$\$start\$\$(.+?)\$\$fe-eb/,wi=/fe-eb\$\$end\$\$(.{0,1000})\$\$fe-eb(?:.{0,1000})$/;function ho(t){return t&&t.nodeType===Node.COMMENT_NODE}var _=Object.freeze({attributeMarkerName:"data-fe",legacyAttributeMarkerName:"data-fe-b",legacyCompactAttributeMarkerName:"data-fe-c",contentBindingStartMarker(){return"fe:b"},contentBindingEndMarker(){return"fe:/b"},repeatStartMarker(){return"fe:r"},repeatEndMarker(){return"fe:/r"},elementBoundaryStartMarker(){return"fe:e"},elementBoundaryEndMarker(){return"fe:/e"},isContentBindingStartMarker(t){return t==="fe:b"||go.test(t)},isContentBindingEndMarker(t){return t==="fe:/b"||yi.test(t)},isRepeatViewStartMarker(t){return t==="fe:r"||Pi.test(t)},isRepeatViewEndMarker(t){return t==="fe:/r"||Ni.test(t)},isElementBoundaryStartMarker(t){return ho(t)&&(t.data==="fe:e"||Fi.test(t.data))},isElementBoundaryEndMarker(t){return ho(t)&&(t.data==="fe:/e"||wi.test(t.data))},parseAttributeBindingCount(t){let e=t.getAttribute(this.attributeMarkerName);if(e===null)return null;let r=e.trim();if(!/^\d+$/.test(r))throw P.error(k.invalidHydrationAttributeMarker,{value:e});let o=parseInt(r,10);if(o<1)throw P.error(k.invalidHydrationAttributeMarker,{value:e});return o},parseLegacyAttributeBindingIndices(t){let e=[],r=t.getAttribute(this.legacyAttributeMarkerName);if(r!==null)for(let a of r.trim().split(/\s+/)){if(a==="")continue;let l=Number(a);if(!Number.isInteger(l)||l<0)throw P.error(k.invalidHydrationAttributeMarker,{value:r});e.push(l)}let o=`${this.legacyAttributeMarkerName}-`,n=`${this.legacyCompactAttributeMarkerName}-`;for(let a of t.getAttributeNames())if(a.startsWith(o)){let l=Number(a.slice(o.length));if(!Number.isInteger(l)||l<0)throw P.error(k.invalidHydrationAttributeMarker,{value:a});e.push(l)}else if(a.startsWith(n)){let[l,c]=a.slice(n.length).split("-").map(u=>Number(u));if(!Number.isInteger(l)||!Number.isInteger(c)||l<0||c<1)throw P.error(k.invalidHydrationAttributeMarker,{value:a});for(let u=0;u<c;u++)e.push(l+u)}return e.length===0?null:e},removeLegacyAttributeBindingMarkers(t){t.removeAttribute(this.legacyAttributeMarkerName);for(let e of t.getAttributeNames())(e.startsWith(`${this.legacyAttributeMarkerName}-`)||e.startsWith(`${this.legacyCompactAttributeMarkerName}-`))&&t.removeAttribute(e)},parseLegacyContentBindingStartIndex(t){return Ti(go,t)}});function Ti(t,e){let r=t.exec(e);return r===null?null:Number(r[1])}var Ue=Symbol.for("fe-hydration");function Pt(t){return t[Ue]===Ue}var fo="unknown";function mo(t,e){let r=e?`: ${e}`:"";return`Hydration mismatch in <${t}>${r}. Install hydrationDebugger() from "@microsoft/fast-element/hydration.js" and pass it as enableHydration({ debugger: hydrationDebugger() }) for an "Expected / Received" report including the SSR HTML snippet.`}var vo="content following `<!--fe:b-->` content binding marker",bo="matching `<!--fe:/b-->` content binding close marker",Bo="matching `<!--fe:/e-->` element boundary close marker";function fr(t){return`no more attribute bindings (template defines ${t})`}function So(t){return`no more content bindings (template defines ${t})`}function ko(t,e){let r=(t??fo).toLowerCase();return mo(r,e)}var Ai={formatBindingMismatch(t,e,r,o){return{message:ko(o,void 0)}},formatStructuralError(t,e,r){return{message:ko(e,r)}}},Hi=Ai;function ee(){return Hi}function te(t){var e;return t?(e=t.getRootNode().host)===null||e===void 0?void 0:e.nodeName:void 0}var U=class extends Error{constructor(e,r,o,n,a){super(e),this.factories=r,this.node=o,this.expected=n,this.received=a}};function mr(t){return t.nodeType===Node.COMMENT_NODE}function xo(t){return t.nodeType===Node.TEXT_NODE}function vr(t,e){let r=document.createRange();return r.setStart(t,0),r.setEnd(e,mr(e)||xo(e)?e.data.length:e.childNodes.length),r}function yo(t,e,r){let o=vr(t,e),n=o.commonAncestorContainer,a=document.createTreeWalker(n,NodeFilter.SHOW_ELEMENT+NodeFilter.SHOW_COMMENT+NodeFilter.SHOW_TEXT,{acceptNode(p){return o.comparePoint(p,0)===0?NodeFilter.FILTER_ACCEPT:NodeFilter.FILTER_REJECT}}),l={},c={},u=Li(r),d=u,s=a.currentNode=t;for(;s!==null;){switch(s.nodeType){case Node.ELEMENT_NODE:{let p=s,b=_.parseLegacyAttributeBindingIndices(p);if(b!==null){for(let T of b){let W=T+u,ae=r[W];if(!ae){let Ee=fr(r.length),Qt=ee().formatStructuralError(s,te(s),Ee);throw new U(Qt.message,r,p,Qt.expected,Qt.received)}He(ae,s,l),d=Math.max(d,W+1)}_.removeLegacyAttributeBindingMarkers(p);break}let y=_.parseAttributeBindingCount(p);if(y!==null){for(let T=0;T<y;T++){let W=r[d++];if(!W){let ae=fr(r.length),Ee=ee().formatStructuralError(s,te(s),ae);throw new U(Ee.message,r,s,Ee.expected,Ee.received)}He(W,s,l)}p.removeAttribute(_.attributeMarkerName)}break}case Node.COMMENT_NODE:{let p=s.data;if(_.isElementBoundaryStartMarker(s))s.data="",Ci(a,r,s);else if(_.isContentBindingStartMarker(p)){let b=_.parseLegacyContentBindingStartIndex(p),y=b===null?d++:b+u,T=r[y];if(d=Math.max(d,y+1),!T){let W=So(r.length),ae=ee().formatStructuralError(s,te(s),W);throw new U(ae.message,r,s,ae.expected,ae.received)}Di(s,a,T,r,l,c)}break}}s=a.nextNode()}return o.detach(),{targets:l,boundaries:c}}function Di(t,e,r,o,n,a){let l=[],c=e.nextSibling();if(t.data="",c===null){let s=vo,p=ee().formatStructuralError(t,te(t),s);throw new U(p.message,o,t,p.expected,p.received)}let u=c,d=0;for(;c!==null;){if(mr(c)){if(_.isContentBindingStartMarker(c.data))d++;else if(_.isContentBindingEndMarker(c.data)){if(d===0)break;d--}}l.push(c),c=e.nextSibling()}if(c===null){let s=bo,p=ee().formatStructuralError(t,te(t),s);throw new U(p.message,o,t,p.expected,p.received)}if(c.data="",l.length===1&&xo(l[0]))He(r,l[0],n);else{c!==u&&c.previousSibling!==null&&(a[r.targetNodeId]={first:u,last:c.previousSibling});let s=c.parentNode.insertBefore(document.createTextNode(""),c);He(r,s,n)}}function Ci(t,e,r){let o=0,n=t.nextSibling();for(;n!==null;){if(mr(n)){if(_.isElementBoundaryStartMarker(n))n.data="",o++;else if(_.isElementBoundaryEndMarker(n)){if(o===0){n.data="";return}n.data="",o--}}n=t.nextSibling()}let a=Bo,l=ee().formatStructuralError(r,te(r),a);throw new U(l.message,e,r,l.expected,l.received)}function Li(t){let e=0;for(let r=0,o=t.length;r<o&&t[r].targetNodeId==="h";++r)e++;return e}function He(t,e,r){if(t.targetNodeId===void 0)throw new Error("Factory could not be target to the node");r[t.targetNodeId]=e}function De(t,e){let r=t.parentNode,o=t,n;for(;o!==e;){if(n=o.nextSibling,!n)throw new Error(`Unmatched first/last child inside "${e.getRootNode().host.nodeName}".`);r.removeChild(o),o=n}r.removeChild(e)}var qe=class{constructor(){this.index=0,this.length=0}get event(){return Q.getEvent()}get isEven(){return this.index%2===0}get isOdd(){return this.index%2!==0}get isFirst(){return this.index===0}get isInMiddle(){return!this.isFirst&&!this.isLast}get isLast(){return this.index===this.length-1}eventDetail(){return this.event.detail}eventTarget(){return this.event.target}},be=class extends qe{constructor(e,r,o){super(),this.fragment=e,this.factories=r,this.targets=o,this.behaviors=null,this.unbindables=[],this.source=null,this.isBound=!1,this.sourceLifetime=le.unknown,this._skipAttrUpdates=!1,this.isPrerendered=Promise.resolve(!1),this.isHydrated=Promise.resolve(!1),this.context=this,this.firstChild=e.firstChild,this.lastChild=e.lastChild}appendTo(e){e.appendChild(this.fragment)}insertBefore(e){if(this.fragment.hasChildNodes())e.parentNode.insertBefore(this.fragment,e);else{let r=this.lastChild;if(e.previousSibling===r)return;let o=e.parentNode,n=this.firstChild,a;for(;n!==r;)a=n.nextSibling,o.insertBefore(n,e),n=a;o.insertBefore(r,e)}}remove(){let e=this.fragment,r=this.lastChild,o=this.firstChild,n;for(;o!==r;)n=o.nextSibling,e.appendChild(o),o=n;e.appendChild(r)}dispose(){De(this.firstChild,this.lastChild),this.unbind()}onUnbind(e){this.unbindables.push(e)}bind(e,r=this){if(this.source===e&&this.context===r)return;let o=this.behaviors;if(o===null){this.source=e,this.context=r,this.behaviors=o=new Array(this.factories.length);let n=this.factories;for(let a=0,l=n.length;a<l;++a){let c=n[a].createBehavior();c.bind(this),o[a]=c}}else{this.source!==null&&this.evaluateUnbindables(),this.isBound=!1,this.source=e,this.context=r;for(let n=0,a=o.length;n<a;++n)o[n].bind(this)}this.isBound=!0}unbind(){!this.isBound||this.source===null||(this.evaluateUnbindables(),this.source=null,this.context=this,this.isBound=!1)}evaluateUnbindables(){let e=this.unbindables;for(let r=0,o=e.length;r<o;++r)e[r].unbind(this);e.length=0}static disposeContiguousBatch(e){if(e.length!==0){De(e[0].firstChild,e[e.length-1].lastChild);for(let r=0,o=e.length;r<o;++r)e[r].unbind()}}};$(be);B.defineProperty(be.prototype,"index");B.defineProperty(be.prototype,"length");var Po,Be={unhydrated:"unhydrated",hydrating:"hydrating",hydrated:"hydrated"},br=class extends Error{constructor(e,r,o,n,a,l){super(e),this.factory=r,this.fragment=o,this.templateString=n,this.expected=a,this.received=l}},Br=class extends qe{get hydrationStage(){return this._hydrationStage}get targets(){return this._targets}get bindingViewBoundaries(){return this._bindingViewBoundaries}constructor(e,r,o,n){super(),this.firstChild=e,this.lastChild=r,this.sourceTemplate=o,this.hostBindingTarget=n,this[Po]=Ue,this.context=this,this.source=null,this.isBound=!1,this.sourceLifetime=le.unknown,this.unbindables=[],this.fragment=null,this.behaviors=null,this._hydrationStage=Be.unhydrated,this._bindingViewBoundaries={},this._targets={},this.factories=o.compile().factories}insertBefore(e){if(this.fragment!==null)if(this.fragment.hasChildNodes())e.parentNode.insertBefore(this.fragment,e);else{let r=this.lastChild;if(e.previousSibling===r)return;let o=e.parentNode,n=this.firstChild,a;for(;n!==r;)a=n.nextSibling,o.insertBefore(n,e),n=a;o.insertBefore(r,e)}}appendTo(e){this.fragment!==null&&e.appendChild(this.fragment)}remove(){let e=this.fragment||(this.fragment=document.createDocumentFragment()),r=this.lastChild,o=this.firstChild,n;for(;o!==r;){if(n=o.nextSibling,!n)throw new Error(`Unmatched first/last child inside "${r.getRootNode().host.nodeName}".`);e.appendChild(o),o=n}e.appendChild(r)}bind(e,r=this){if(this.source===e&&this.context===r)return;this.hydrationStage!==Be.hydrated&&(this._hydrationStage=Be.hydrating);let o=this.behaviors;if(o===null){this.source=e,this.context=r;try{let{targets:a,boundaries:l}=yo(this.firstChild,this.lastChild,this.factories);this._targets=a,this._bindingViewBoundaries=l}catch(a){if(a instanceof U){let l=this.sourceTemplate.html;typeof l!="string"&&(l=l.innerHTML),a.templateString=l}throw a}this.behaviors=o=new Array(this.factories.length);let n=this.factories;for(let a=0,l=n.length;a<l;++a){let c=n[a];if(c.targetNodeId==="h"&&this.hostBindingTarget&&He(c,this.hostBindingTarget,this._targets),c.targetNodeId in this.targets){let u=c.createBehavior();u.bind(this),o[a]=u}else{let u=this.sourceTemplate.html;typeof u!="string"&&(u=u.innerHTML);let d=vr(this.firstChild,this.lastChild).cloneContents(),s=ee().formatBindingMismatch(c,this.firstChild,this.lastChild,te(this.firstChild));throw new br(s.message,c,d,u,s.expected,s.received)}}}else{this.source!==null&&this.evaluateUnbindables(),this.isBound=!1,this.source=e,this.context=r;for(let n=0,a=o.length;n<a;++n)o[n].bind(this)}this.isBound=!0,this._hydrationStage=Be.hydrated}unbind(){!this.isBound||this.source===null||(this.evaluateUnbindables(),this.source=null,this.context=this,this.isBound=!1)}dispose(){De(this.firstChild,this.lastChild),this.unbind()}onUnbind(e){this.unbindables.push(e)}evaluateUnbindables(){let e=this.unbindables;for(let r=0,o=e.length;r<o;++r)e[r].unbind(this);e.length=0}};Po=Ue;$(Br);function $i(t){return t.create!==void 0}function Ii(t,e,r,o){if(r==null&&(r=""),$i(r)){t.textContent="";let n=t.$fastView;if(n===void 0)if(Pt(o)&&Pt(r)&&o.bindingViewBoundaries[this.targetNodeId]!==void 0&&o.hydrationStage!==Be.hydrated){let a=o.bindingViewBoundaries[this.targetNodeId];n=r.hydrate(a.first,a.last)}else n=r.create();else t.$fastTemplate!==r&&(n.isComposed&&(n.remove(),n.unbind()),n=r.create());n.isComposed?n.needsBindOnly&&(n.needsBindOnly=!1,n.bind(o.source,o.context)):(n.isComposed=!0,n.bind(o.source,o.context),n.insertBefore(t),t.$fastView=n,t.$fastTemplate=r)}else{let n=t.$fastView;if(n!==void 0&&n.isComposed&&(n.isComposed=!1,n.remove(),n.needsBindOnly?n.needsBindOnly=!1:n.unbind()),n===void 0&&Pt(o)&&o.hydrationStage!==Be.hydrated){let a=o.bindingViewBoundaries[this.targetNodeId];a!==void 0&&(De(a.first,a.last),delete o.bindingViewBoundaries[this.targetNodeId])}t.textContent=r}}function Oi(t,e,r){var o;let n=`${this.id}-t`,a=(o=t[n])!==null&&o!==void 0?o:t[n]={v:0,cv:Object.create(null)},l=a.cv,c=a.v,u=t[e];if(r!=null&&r.length){let d=r.split(/\s+/);for(let s=0,p=d.length;s<p;++s){let b=d[s];b!==""&&(l[b]=c,u.add(b))}}if(a.v=c+1,c!==0){c-=1;for(let d in l)l[d]===c&&u.remove(d)}}var Mi={[N.attribute]:Z.setAttribute,[N.booleanAttribute]:Z.setBooleanAttribute,[N.property]:(t,e,r)=>t[e]=r,[N.content]:Ii,[N.tokenList]:Oi,[N.event]:()=>{}},q=class{constructor(e){this.updateTarget=null,this.aspectType=N.content,this.dataBinding=e}createHTML(e){return xt.interpolation(e(this))}createBehavior(){var e;if(this.updateTarget===null){let r=Mi[this.aspectType],o=(e=this.dataBinding.policy)!==null&&e!==void 0?e:this.policy;if(!r)throw P.error(k.unsupportedBindingBehavior);this.data=`${this.id}-d`,this.updateTarget=o.protect(this.targetTagName,this.aspectType,this.targetAspect,r)}return this}bind(e){var r;let o=e.targets[this.targetNodeId];switch(this.aspectType){case N.event:o[this.data]=e,o.addEventListener(this.targetAspect,this,this.dataBinding.options);break;case N.content:e.onUnbind(this);default:{let n=(r=o[this.data])!==null&&r!==void 0?r:o[this.data]=this.dataBinding.createObserver(this,this);n.target=o,n.controller=e;let a=n.bind(e);if(e._skipAttrUpdates&&(this.aspectType===N.attribute||this.aspectType===N.booleanAttribute))break;this.updateTarget(o,this.targetAspect,a,e);break}}}unbind(e){let o=e.targets[this.targetNodeId].$fastView;o!==void 0&&o.isComposed&&(o.unbind(),o.needsBindOnly=!0)}handleEvent(e){let r=e.currentTarget[this.data];if(r.isBound){Q.setEvent(e);let o=this.dataBinding.evaluate(r.source,r.context);Q.setEvent(null),o!==!0&&e.preventDefault()}}handleChange(e,r){let o=r.controller;if(!o.isBound)return;let n=r.target;this.updateTarget(n,this.targetAspect,r.bind(o),o)}};C.define(q,{aspected:!0});var To=(t,e)=>`${t}.${e}`,No={},K={index:0,node:null};function Fo(t){t.startsWith("fast-")||P.warn(k.hostBindingWithoutHost,{name:t})}var Ri=new Proxy(document.createElement("div"),{get(t,e){Fo(e);let r=Reflect.get(t,e);return G(r)?r.bind(t):r},set(t,e,r){return Fo(e),Reflect.set(t,e,r)}}),Sr=class{constructor(e,r,o){this.fragment=e,this.directives=r,this.policy=o,this.proto=null,this.nodeIds=new Set,this.descriptors={},this.factories=[]}addFactory(e,r,o,n,a){var l,c;this.nodeIds.has(o)||(this.nodeIds.add(o),this.addTargetDescriptor(r,o,n)),e.id=(l=e.id)!==null&&l!==void 0?l:Ge(),e.targetNodeId=o,e.targetTagName=a,e.policy=(c=e.policy)!==null&&c!==void 0?c:this.policy,this.factories.push(e)}freeze(){return this.proto=Object.create(null,this.descriptors),this}addTargetDescriptor(e,r,o){let n=this.descriptors;if(r==="r"||r==="h"||n[r])return;if(!n[e]){let l=e.lastIndexOf("."),c=e.substring(0,l),u=parseInt(e.substring(l+1),10);this.addTargetDescriptor(c,e,u)}let a=No[r];if(!a){let l=`_${r}`;No[r]=a={get(){var c;return(c=this[l])!==null&&c!==void 0?c:this[l]=this[e].childNodes[o]}}}n[r]=a}createView(e){let r=this.fragment.cloneNode(!0),o=Object.create(this.proto);o.r=r,o.h=e??Ri;for(let n of this.nodeIds)Reflect.get(o,n);return new be(r,this.factories,o)}};function Ao(t,e,r,o,n,a=!1){let l=r.attributes,c=t.directives;for(let u=0,d=l.length;u<d;++u){let s=l[u],p=s.value,b=Xe.parse(p,c),y=null;b===null?a&&(y=new q(ut(()=>p,t.policy)),C.assignAspect(y,s.name)):y=Nt.aggregate(b,t.policy),y!==null&&(r.removeAttributeNode(s),u--,d--,t.addFactory(y,e,o,n,r.tagName))}}function zi(t,e,r,o,n){let a=Xe.parse(e.textContent,t.directives);if(a===null)return K.node=e.nextSibling,K.index=n+1,K;let l,c=l=e;for(let u=0,d=a.length;u<d;++u){let s=a[u];u!==0&&(n++,o=To(r,n),l=c.parentNode.insertBefore(document.createTextNode(""),c.nextSibling)),L(s)?l.textContent=s:(l.textContent=" ",C.assignAspect(s),t.addFactory(s,r,o,n,null)),c=l}return K.index=n+1,K.node=c.nextSibling,K}function Ho(t,e,r){let o=0,n=e.firstChild;for(;n;){let a=Ei(t,r,n,o);n=a.node,o=a.index}}function Ei(t,e,r,o){let n=To(e,o);switch(r.nodeType){case 1:Ao(t,e,r,n,o),Ho(t,r,n);break;case 3:return zi(t,r,e,n,o);case 8:{let a=Xe.parse(r.data,t.directives);a!==null&&t.addFactory(Nt.aggregate(a),e,n,o,null);break}}return K.index=o+1,K.node=r.nextSibling,K}function _i(t,e){return t&&t.nodeType===8&&Xe.parse(t.data,e)!==null}var wo="TEMPLATE",Nt={compile(t,e,r=Z.policy){let o;if(L(t)){o=document.createElement(wo),o.innerHTML=r.createHTML(t);let l=o.content.firstElementChild;l!==null&&l.tagName===wo&&(o=l)}else o=t;!o.content.firstChild&&!o.content.lastChild&&o.content.appendChild(document.createComment(""));let n=document.adoptNode(o.content),a=new Sr(n,e,r);return Ao(a,"",o,"h",0,!0),(_i(n.firstChild,e)||n.childNodes.length===1&&Object.keys(e).length>0)&&n.insertBefore(document.createComment(""),n.firstChild),Ho(a,n,"r"),K.node=null,a.freeze()},setDefaultStrategy(t){this.compile=t},aggregate(t,e=Z.policy){if(t.length===1)return t[0];let r,o=!1,n,a=t.length,l=t.map(d=>L(d)?()=>d:(r=d.sourceAspect||r,o=o||d.dataBinding.isVolatile,n=n||d.dataBinding.policy,d.dataBinding.evaluate)),c=(d,s)=>{let p="";for(let b=0;b<a;++b)p+=l[b](d,s);return p},u=new q(pt(c,n??e,o));return C.assignAspect(u,r),u}};var Ke=class extends ve{bind(e){e.source[this.options]=e.targets[this.targetNodeId]}};C.define(Ke);var ce=t=>new Ke(t);var Vi=/([ \x09\x0a\x0c\x0d])([^\0-\x1F\x7F-\x9F "'>=/]+)([ \x09\x0a\x0c\x0d]*=[ \x09\x0a\x0c\x0d]*(?:[^ \x09\x0a\x0c\x0d"'`<>=]*|"[^"]*|'[^']*))$/,ji=Object.create(null),j=class{constructor(e,r=ji){this.html=e,this.factories=r}createHTML(e){let r=this.factories;for(let o in r)e(r[o]);return this.html}};j.empty=new j("");C.define(j);function Wi(t,e,r,o=C.getForInstance(t)){if(o.aspected){let n=Vi.exec(e);n!==null&&C.assignAspect(t,n[2])}return t.createHTML(r)}var Ye=class t{constructor(e,r={},o){this.policy=o,this.result=null,this.html=e,this.factories=r}compile(){return this.result===null&&(this.result=Nt.compile(this.html,this.factories,this.policy)),this.result}inline(){return new j(L(this.html)?this.html:this.html.innerHTML,this.factories)}withPolicy(e){if(this.result)throw P.error(k.cannotSetTemplatePolicyAfterCompilation);if(this.policy)throw P.error(k.onlySetTemplatePolicyOnce);return this.policy=e,this}render(e,r,o){let n=this.create(o);return n.bind(e),n.appendTo(r),n}create(e){return this.compile().createView(e)}static create(e,r,o){let n="",a=Object.create(null),l=c=>{var u;let d=(u=c.id)!==null&&u!==void 0?u:c.id=Ge();return a[d]=c,d};for(let c=0,u=e.length-1;c<u;++c){let d=e[c],s=r[c],p;if(n+=d,G(s))s=new q(pt(s));else if(s instanceof ie)s=new q(s);else if(!(p=C.getForInstance(s))){let b=s;s=new q(ut(()=>b))}n+=Wi(s,d,l,p)}return new t(n+e[e.length-1],a,o)}};$(Ye);var w=((t,...e)=>{if(Array.isArray(t)&&Array.isArray(t.raw))return Ye.create(t,e);throw P.error(k.directCallToHTMLTagNotAllowed)});w.partial=t=>new j(t);var Do="slotchange",Je=class extends yt{observe(e){e.addEventListener(Do,this)}disconnect(e){e.removeEventListener(Do,this)}getNodes(e){return e.assignedNodes(this.options)}handleEvent(e){let r=e.currentTarget;this.updateTarget(this.getSource(r),this.computeNodes(r))}};C.define(Je);function kr(t){return L(t)&&(t={property:t}),new Je(t)}var Gi=":host([hidden]){display:none}";function de(t){return`${Gi}:host{display:${t}}`}var Se="var(--colorNeutralForeground1)",Co="var(--colorNeutralForeground1Hover)",Lo="var(--colorNeutralForeground1Pressed)";var xr="var(--colorNeutralForeground2)",$o="var(--colorNeutralForeground2Hover)",Io="var(--colorNeutralForeground2Pressed)";var yr="var(--colorNeutralForeground2BrandHover)",Pr="var(--colorNeutralForeground2BrandPressed)";var Nr="var(--colorNeutralForeground3)";var Oo="var(--colorNeutralForegroundDisabled)";var Ft="var(--colorNeutralForegroundOnBrand)";var ue="var(--colorNeutralBackground1)",Mo="var(--colorNeutralBackground1Hover)",Ro="var(--colorNeutralBackground1Pressed)";var zo="var(--colorNeutralBackground3)";var wt="var(--colorNeutralBackground6)";var Eo="var(--colorSubtleBackground)",_o="var(--colorSubtleBackgroundHover)",Vo="var(--colorSubtleBackgroundPressed)";var pe="var(--colorTransparentBackground)",Fr="var(--colorTransparentBackgroundHover)",wr="var(--colorTransparentBackgroundPressed)";var jo="var(--colorNeutralBackgroundDisabled)";var Wo="var(--colorBackgroundOverlay)";var Go="var(--colorBrandBackground)",Xo="var(--colorBrandBackgroundHover)",Uo="var(--colorBrandBackgroundPressed)";var qo="var(--colorCompoundBrandBackground)";var Tt="var(--colorNeutralStroke1)",Ko="var(--colorNeutralStroke1Hover)",Yo="var(--colorNeutralStroke1Pressed)";var Jo="var(--colorNeutralStrokeOnBrand2)";var Qo="var(--colorBrandStroke1)",Zo="var(--colorBrandStroke2)";var en="var(--colorNeutralStrokeDisabled)";var Qe="var(--colorTransparentStroke)";var Tr="var(--colorStrokeFocus2)";var tn="var(--colorPaletteRedBackground1)";var rn="var(--colorPaletteRedBackground3)";var on="var(--colorPaletteRedBorder1)";var nn="var(--colorPaletteGreenBackground1)";var an="var(--colorPaletteGreenBackground3)";var ln="var(--colorPaletteGreenBorder1)";var sn="var(--colorPaletteDarkOrangeBackground1)";var cn="var(--colorPaletteDarkOrangeBackground3)";var dn="var(--colorPaletteDarkOrangeBorder1)";var At="var(--borderRadiusNone)",un="var(--borderRadiusSmall)",Ce="var(--borderRadiusMedium)",pn="var(--borderRadiusLarge)",gn="var(--borderRadiusXLarge)";var hn="var(--borderRadiusCircular)",ke="var(--fontFamilyBase)";var Ht="var(--fontSizeBase200)",Dt="var(--fontSizeBase300)",fn="var(--fontSizeBase400)",mn="var(--fontSizeBase500)";var Ct="var(--fontWeightRegular)";var Lt="var(--fontWeightSemibold)";var $t="var(--lineHeightBase200)",It="var(--lineHeightBase300)",vn="var(--lineHeightBase400)",bn="var(--lineHeightBase500)";var Bn="var(--shadow2)",Sn="var(--shadow4)";var kn="var(--shadow64)";var Ot="var(--strokeWidthThin)",Le="var(--strokeWidthThick)",Mt="var(--strokeWidthThicker)",xn="var(--strokeWidthThickest)";var yn="var(--spacingHorizontalXS)",Pn="var(--spacingHorizontalSNudge)",$e="var(--spacingHorizontalS)";var Ze="var(--spacingHorizontalM)",Nn="var(--spacingHorizontalL)";var Fn="var(--spacingHorizontalXXL)";var xe="var(--spacingVerticalS)",Rt="var(--spacingVerticalMNudge)";var wn="var(--spacingVerticalL)";var Ie="var(--spacingVerticalXXL)";var Tn="var(--durationFaster)";var An="var(--durationGentle)";var Hn="var(--curveAccelerateMid)";var Dn="var(--curveDecelerateMid)";var zt="var(--curveEasyEase)",Cn="var(--curveLinear)";var Xi=D`
  ${de("inline-flex")}

  :host {
    --icon-spacing: ${Pn};
    position: relative;
    contain: layout style;
    vertical-align: middle;
    align-items: center;
    box-sizing: border-box;
    justify-content: center;
    text-align: center;
    text-decoration-line: none;
    margin: 0;
    min-height: 32px;
    outline-style: none;
    background-color: ${ue};
    color: ${Se};
    border: ${Ot} solid ${Tt};
    padding: 0 ${Ze};
    min-width: 96px;
    border-radius: ${Ce};
    font-size: ${Dt};
    font-family: ${ke};
    font-weight: ${Lt};
    line-height: ${It};
    transition-duration: ${Tn};
    transition-property: background, border, color;
    transition-timing-function: ${zt};
    cursor: pointer;
    user-select: none;
  }

  .content {
    display: inherit;
  }

  :host(:hover) {
    background-color: ${Mo};
    color: ${Co};
    border-color: ${Ko};
  }

  :host(:hover:active) {
    background-color: ${Ro};
    border-color: ${Yo};
    color: ${Lo};
    outline-style: none;
  }

  :host(:focus-visible) {
    border-color: ${Qe};
    outline: ${Le} solid ${Qe};
    box-shadow: ${Sn}, 0 0 0 2px ${Tr};
  }

  @media screen and (prefers-reduced-motion: reduce) {
    :host {
      transition-duration: 0.01ms;
    }
  }

  ::slotted(svg) {
    font-size: 20px;
    height: 20px;
    width: 20px;
    fill: currentColor;
  }

  ::slotted([slot='start']) {
    margin-inline-end: var(--icon-spacing);
  }

  ::slotted([slot='end']),
  [slot='end'] {
    flex-shrink: 0;
    margin-inline-start: var(--icon-spacing);
  }

  :host([icon-only]) {
    min-width: 32px;
    max-width: 32px;
  }

  :host([size='small']) {
    --icon-spacing: ${yn};
    min-height: 24px;
    min-width: 64px;
    padding: 0 ${$e};
    border-radius: ${un};
    font-size: ${Ht};
    line-height: ${$t};
    font-weight: ${Ct};
  }

  :host([size='small'][icon-only]) {
    min-width: 24px;
    max-width: 24px;
  }

  :host([size='large']) {
    min-height: 40px;
    border-radius: ${pn};
    padding: 0 ${Nn};
    font-size: ${fn};
    line-height: ${vn};
  }

  :host([size='large'][icon-only]) {
    min-width: 40px;
    max-width: 40px;
  }

  :host([size='large']) ::slotted(svg) {
    font-size: 24px;
    height: 24px;
    width: 24px;
  }

  :host(:is([shape='circular'], [shape='circular']:focus-visible)) {
    border-radius: ${hn};
  }

  :host(:is([shape='square'], [shape='square']:focus-visible)) {
    border-radius: ${At};
  }

  :host([appearance='primary']) {
    background-color: ${Go};
    color: ${Ft};
    border-color: transparent;
  }

  :host([appearance='primary']:hover) {
    background-color: ${Xo};
  }

  :host([appearance='primary']:is(:hover, :hover:active):not(:focus-visible)) {
    border-color: transparent;
  }

  :host([appearance='primary']:is(:hover, :hover:active)) {
    color: ${Ft};
  }

  :host([appearance='primary']:hover:active) {
    background-color: ${Uo};
  }

  :host([appearance='primary']:focus-visible) {
    border-color: ${Ft};
    box-shadow: ${Bn}, 0 0 0 2px ${Tr};
  }

  :host([appearance='outline']) {
    background-color: ${pe};
  }

  :host([appearance='outline']:hover) {
    background-color: ${Fr};
  }

  :host([appearance='outline']:hover:active) {
    background-color: ${wr};
  }

  :host([appearance='subtle']) {
    background-color: ${Eo};
    color: ${xr};
    border-color: transparent;
  }

  :host([appearance='subtle']:hover) {
    background-color: ${_o};
    color: ${$o};
    border-color: transparent;
  }

  :host([appearance='subtle']:hover:active) {
    background-color: ${Vo};
    color: ${Io};
    border-color: transparent;
  }

  :host([appearance='subtle']:hover) ::slotted(svg) {
    fill: ${yr};
  }

  :host([appearance='subtle']:hover:active) ::slotted(svg) {
    fill: ${Pr};
  }

  :host([appearance='transparent']) {
    background-color: ${pe};
    color: ${xr};
  }

  :host([appearance='transparent']:hover) {
    background-color: ${Fr};
    color: ${yr};
  }

  :host([appearance='transparent']:hover:active) {
    background-color: ${wr};
    color: ${Pr};
  }

  :host(:is([appearance='transparent'], [appearance='transparent']:is(:hover, :active))) {
    border-color: transparent;
  }
`,Ln=D`
  ${Xi}

  :host(:is(:disabled, [disabled], [disabled-focusable], [appearance]:disabled, [appearance][disabled], [appearance][disabled-focusable])),
  :host(:is(:disabled, [disabled], [disabled-focusable], [appearance]:disabled, [appearance][disabled], [appearance][disabled-focusable]):hover),
  :host(:is(:disabled, [disabled], [disabled-focusable], [appearance]:disabled, [appearance][disabled], [appearance][disabled-focusable]):hover:active) {
    background-color: ${jo};
    border-color: ${en};
    color: ${Oo};
    cursor: not-allowed;
  }

  :host([appearance='primary']:is(:disabled, [disabled], [disabled-focusable])),
  :host([appearance='primary']:is(:disabled, [disabled], [disabled-focusable]):is(:hover, :hover:active)) {
    border-color: transparent;
  }

  :host([appearance='outline']:is(:disabled, [disabled], [disabled-focusable])),
  :host([appearance='outline']:is(:disabled, [disabled], [disabled-focusable]):is(:hover, :hover:active)) {
    background-color: ${pe};
  }

  :host([appearance='subtle']:is(:disabled, [disabled], [disabled-focusable])),
  :host([appearance='subtle']:is(:disabled, [disabled], [disabled-focusable]):is(:hover, :hover:active)) {
    background-color: ${pe};
    border-color: transparent;
  }

  :host([appearance='transparent']:is(:disabled, [disabled], [disabled-focusable])),
  :host([appearance='transparent']:is(:disabled, [disabled], [disabled-focusable]):is(:hover, :hover:active)) {
    border-color: transparent;
    background-color: ${pe};
  }

  @media (forced-colors: active) {
    :host {
      background-color: ButtonFace;
      color: ButtonText;
    }

    :host(:is(:hover, :focus-visible)) {
      border-color: Highlight !important;
    }

    :host([appearance='primary']:not(:is(:hover, :focus-visible))) {
      background-color: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    :host(
        :is(
            :disabled,
            [disabled],
            [disabled-focusable],
            [appearance]:disabled,
            [appearance][disabled],
            [appearance][disabled-focusable]
          )
      ) {
      background-color: ButtonFace;
      color: GrayText;
      border-color: ButtonText;
    }
  }
`;function Ar(t){return t?typeof t=="string"?new j(t):"inline"in t?t.inline():t:j.empty}var Et=class{};function $n(t){return w` <slot name="end" ${ce("end")}>${Ar(t.end)}</slot> `.inline()}function In(t){return w` <slot name="start" ${ce("start")}>${Ar(t.start)}</slot> `.inline()}function Ui(t={}){return w`
    <template
      @click="${(e,r)=>e.clickHandler(r.event)}"
      @keypress="${(e,r)=>e.keypressHandler(r.event)}"
    >
      ${In(t)}
      <span class="content" part="content">
        <slot ${kr("defaultSlottedContent")}></slot>
      </span>
      ${$n(t)}
    </template>
  `}var On=Ui();var Mn={name:_r,registry:S.registry,styles:Ln,template:On};function h(t,e,r,o){var n=arguments.length,a=n<3?e:o===null?o=Object.getOwnPropertyDescriptor(e,r):o,l;if(typeof Reflect=="object"&&typeof Reflect.decorate=="function")a=Reflect.decorate(t,e,r,o);else for(var c=t.length-1;c>=0;c--)(l=t[c])&&(a=(n<3?l(a):n>3?l(e,r,a):l(e,r))||a);return n>3&&a&&Object.defineProperty(e,r,a),a}function Rn(t,...e){let r=Te.locate(t);e.forEach(o=>{Object.getOwnPropertyNames(o.prototype).forEach(a=>{a!=="constructor"&&Object.defineProperty(t.prototype,a,Object.getOwnPropertyDescriptor(o.prototype,a))}),Te.locate(o).forEach(a=>r.push(a))})}function zn(t){let e=t.ownerDocument;t?.isConnected&&t?.hasAttribute("autofocus")&&t?.checkVisibility?.({contentVisibilityAuto:!0,visibilityProperty:!0})&&[null,t,e.body,e.documentElement].includes(e.activeElement)&&I.enqueue(()=>{t.focus()})}var A=class extends E{disabledChanged(){this.setTabIndex()}disabledFocusableChanged(e,r){this.elementInternals&&(this.elementInternals.ariaDisabled=`${!!r}`)}get form(){return this.elementInternals.form}static{this.formAssociated=!0}get labels(){return Object.freeze(Array.from(this.elementInternals.labels))}typeChanged(e,r){r!==_e.submit&&(this.formSubmissionFallbackControl?.remove(),this.shadowRoot?.querySelector('slot[name="internal"]')?.remove())}clickHandler(e){if(e&&this.disabledFocusable){e.stopImmediatePropagation();return}return this.press(),!0}connectedCallback(){super.connectedCallback(),this.elementInternals.ariaDisabled=`${!!this.disabledFocusable}`,this.setTabIndex(),zn(this)}constructor(){super(),this.disabledFocusable=!1,this.elementInternals=this.attachInternals(),this.elementInternals.role="button"}createAndInsertFormSubmissionFallbackControl(){let e=this.formSubmissionFallbackControlSlot??document.createElement("slot");e.setAttribute("name","internal"),this.shadowRoot?.appendChild(e),this.formSubmissionFallbackControlSlot=e;let r=this.formSubmissionFallbackControl??document.createElement("button");r.style.display="none",r.setAttribute("type","submit"),r.setAttribute("slot","internal"),this.formNoValidate&&r.toggleAttribute("formnovalidate",!0),this.elementInternals.form?.id&&r.setAttribute("form",this.elementInternals.form.id),this.name&&r.setAttribute("name",this.name),this.value&&r.setAttribute("value",this.value),this.formAction&&r.setAttribute("formaction",this.formAction??""),this.formEnctype&&r.setAttribute("formenctype",this.formEnctype??""),this.formMethod&&r.setAttribute("formmethod",this.formMethod??""),this.formTarget&&r.setAttribute("formtarget",this.formTarget??""),this.append(r),this.formSubmissionFallbackControl=r}formDisabledCallback(e){this.disabled=e}keypressHandler(e){if(e&&this.disabledFocusable){e.stopImmediatePropagation();return}if(e.key==="Enter"||e.key===" "){this.click();return}return!0}press(){switch(this.type){case _e.reset:{this.resetForm();break}case _e.submit:{this.submitForm();break}}}resetForm(){this.elementInternals.form?.reset()}setTabIndex(){if(this.disabled){this.removeAttribute("tabindex");return}this.tabIndex=Number(this.getAttribute("tabindex")??0)<0?-1:0}submitForm(){if(!(!this.elementInternals.form||this.disabled||this.type!==_e.submit)){if(!this.name&&!this.formAction&&!this.formEnctype&&!this.formAttribute&&!this.formMethod&&!this.formNoValidate&&!this.formTarget){this.elementInternals.form.requestSubmit();return}try{this.elementInternals.setFormValue(this.value??""),this.elementInternals.form.requestSubmit(this)}catch{this.createAndInsertFormSubmissionFallbackControl(),this.elementInternals.setFormValue(null),this.elementInternals.form.requestSubmit(this.formSubmissionFallbackControl)}}}};h([he],A.prototype,"defaultSlottedContent",void 0);h([f({mode:"boolean"})],A.prototype,"disabled",void 0);h([f({attribute:"disabled-focusable",mode:"boolean"})],A.prototype,"disabledFocusable",void 0);h([f({attribute:"formaction"})],A.prototype,"formAction",void 0);h([f({attribute:"form"})],A.prototype,"formAttribute",void 0);h([f({attribute:"formenctype"})],A.prototype,"formEnctype",void 0);h([f({attribute:"formmethod"})],A.prototype,"formMethod",void 0);h([f({attribute:"formnovalidate",mode:"boolean"})],A.prototype,"formNoValidate",void 0);h([f({attribute:"formtarget"})],A.prototype,"formTarget",void 0);h([f],A.prototype,"name",void 0);h([f],A.prototype,"type",void 0);h([f],A.prototype,"value",void 0);var re=class extends A{constructor(){super(...arguments),this.iconOnly=!1}};h([f],re.prototype,"appearance",void 0);h([f],re.prototype,"shape",void 0);h([f],re.prototype,"size",void 0);h([f({attribute:"icon-only",mode:"boolean"})],re.prototype,"iconOnly",void 0);Rn(re,Et);re.define(Mn);var ge={modal:"modal",nonModal:"non-modal",alert:"alert"};function En(t,e="-dialog"){return t?.nodeType!==Node.ELEMENT_NODE?!1:t.tagName.toLowerCase().endsWith(e)}var _n=`${S.prefix}-dialog`;var Vn=D`
  @layer base {
    :host {
      --dialog-backdrop: ${Wo};
      --dialog-starting-scale: 0.85;
    }

    ::backdrop {
      background: var(--dialog-backdrop, rgba(0, 0, 0, 0.4));
    }

    dialog {
      background: ${ue};
      border-radius: ${gn};
      border: none;
      box-shadow: ${kn};
      color: ${Se};
      max-height: 100vh;
      padding: 0;
      width: 100%;
      max-width: 600px;
    }

    :host([type='non-modal']) dialog {
      inset: 0;
      z-index: 2;
      overflow: auto;
    }

    @supports (max-height: 1dvh) {
      dialog {
        max-height: 100dvh;
      }
    }
  }

  @layer animations {
    /* Disable animations for reduced motion */
    @media (prefers-reduced-motion: no-preference) {
      dialog,
      ::backdrop {
        transition: display allow-discrete, opacity, overlay allow-discrete, scale;
        transition-duration: ${An};
        transition-timing-function: ${Dn};
        /* Set opacity to 0 when closed */
        opacity: 0;
      }
      ::backdrop {
        transition-timing-function: ${Cn};
      }

      /* Set opacity to 1 when open */
      [open],
      [open]::backdrop {
        opacity: 1;
      }

      /* Exit styles for dialog */
      dialog:not([open]) {
        /* Make small when leaving */
        scale: var(--dialog-starting-scale);
        /* Faster leaving the stage then entering */
        transition-timing-function: ${Hn};
      }
    }

    @starting-style {
      [open],
      [open]::backdrop {
        opacity: 0;
      }

      dialog {
        scale: var(--dialog-starting-scale);
      }
    }
  }

  @media (forced-colors: active) {
    @layer base {
      dialog {
        border: ${Ot} solid ${Qe};
      }
    }
  }
`;var jn=w`
  <dialog
    class="dialog"
    part="dialog"
    aria-modal="${t=>t.dialogModal}"
    aria-describedby="${t=>t.dialogDescribedby}"
    aria-labelledby="${t=>t.dialogLabelledby}"
    aria-label="${t=>t.dialogLabel}"
    role="${t=>t.dialogRole}"
    @click="${(t,e)=>t.clickHandler(e.event)}"
    @cancel="${t=>t.hide()}"
    ${ce("dialog")}
  >
    <div tabindex="-1"></div>
    <slot></slot>
  </dialog>
`;var Wn={name:_n,registry:S.registry,styles:Vn,template:jn};var R=class extends E{constructor(){super(...arguments),this.emitToggle=()=>{this.$emit("toggle",{oldState:this.dialog.open?"closed":"open",newState:this.dialog.open?"open":"closed"})}}get dialogDescribedby(){if(this.dialog)return this.ariaDescribedby}get dialogLabel(){if(this.dialog)return this.ariaLabel}get dialogLabelledby(){if(this.dialog)return this.ariaLabelledby}get dialogModal(){if(this.dialog&&this.type!==ge.nonModal)return!0}get dialogRole(){if(this.dialog&&this.type===ge.alert)return"alertdialog"}connectedCallback(){super.connectedCallback(),I.enqueue(()=>{this.type=this.type??ge.modal})}emitBeforeToggle(){this.$emit("beforetoggle",{oldState:this.dialog.open?"open":"closed",newState:this.dialog.open?"closed":"open"})}show(){I.enqueue(()=>{this.emitBeforeToggle(),this.type===ge.alert||this.type===ge.modal?this.dialog.showModal():this.type===ge.nonModal&&this.dialog.show(),this.querySelector("[autofocus]")?.focus?.(),this.emitToggle()})}hide(){this.emitBeforeToggle(),this.dialog.close(),this.emitToggle()}clickHandler(e){return this.dialog.open&&this.type!==ge.alert&&e.target===this.dialog&&this.hide(),!0}};h([he],R.prototype,"dialog",void 0);h([f({attribute:"aria-describedby"})],R.prototype,"ariaDescribedby",void 0);h([f({attribute:"aria-labelledby"})],R.prototype,"ariaLabelledby",void 0);h([f({attribute:"aria-label"})],R.prototype,"ariaLabel",void 0);h([f],R.prototype,"type",void 0);h([me],R.prototype,"dialogDescribedby",null);h([me],R.prototype,"dialogLabel",null);h([me],R.prototype,"dialogLabelledby",null);h([me],R.prototype,"dialogModal",null);h([me],R.prototype,"dialogRole",null);R.define(Wn);var Gn=`${S.prefix}-dialog-body`;var Xn=D`
  ${de("grid")}

  :host {
    background: ${ue};
    box-sizing: border-box;
    gap: ${xe};
    padding: ${Ie} ${Fn};
    container: dialog-body / inline-size;
  }

  .title {
    box-sizing: border-box;
    align-items: flex-start;
    background: ${ue};
    color: ${Se};
    column-gap: 8px;
    display: flex;
    font-family: ${ke};
    font-size: ${mn};
    font-weight: ${Lt};
    inset-block-start: 0;
    justify-content: space-between;
    line-height: ${bn};
    margin-block-end: calc(${xe} * -1);
    margin-block-start: calc(${Ie} * -1);
    padding-block-end: ${xe};
    padding-block-start: ${Ie};
  }

  .content {
    box-sizing: border-box;
    color: ${Se};
    font-family: ${ke};
    font-size: ${Dt};
    font-weight: ${Ct};
    line-height: ${It};
    min-height: 32px;
  }

  .actions {
    box-sizing: border-box;
    background: ${ue};
    display: flex;
    flex-direction: column;
    gap: ${xe};
    inset-block-end: 0;
    margin-block-end: calc(${Ie} * -1);
    padding-block-end: ${Ie};
    padding-block-start: ${wn};
  }

  ::slotted([slot='title-action']) {
    margin-inline-start: auto;
  }

  ::slotted([slot='title']) {
    font: inherit;
    padding: 0;
    margin: 0;
  }

  /* align  title content to the end when there is no title*/
  :not(:has(:is([slot='title'], [slot='title-action']))) .title {
    justify-content: end;
  }

  @container (min-width: 480px) {
    .actions {
      align-items: center;
      flex-direction: row;
      justify-content: flex-end;
      margin-block-start: calc(${xe} * -1);
      padding-block-start: ${xe};
    }
  }

  /* For a11y, set sticky position for title and actions when the viewport is tall enough */
  @media (min-height: 480px) {
    .title {
      position: sticky;
      z-index: 1;
    }
    .actions {
      position: sticky;
      z-index: 2;
    }
  }
`;var Un=w`
  <template>
    <div class="title" part="title">
      <slot name="title"></slot>
      <slot name="title-action"></slot>
      <slot name="close" @click="${(t,e)=>t.clickHandler(e.event)}"></slot>
    </div>
    <div class="content" part="content"><slot></slot></div>
    <div class="actions" part="actions"><slot name="action"></slot></div>
  </template>
`;var qn={name:Gn,registry:S.registry,styles:Xn,template:Un};var _t=class extends E{clickHandler(e){if(!e.defaultPrevented){let r=this.parentElement;En(r)&&r.hide()}return!0}};_t.define(qn);var Kn=`${S.prefix}-message-bar`;var Yn=D`
  :host {
    display: grid;
    box-sizing: border-box;
    font-family: ${ke};
    font-size: ${Ht};
    line-height: ${$t};
    width: 100%;
    background: ${zo};
    color: ${Nr};
    border: 1px solid ${Tt};
    padding-inline: ${Ze};
    border-radius: ${Ce};
    min-height: 36px;
    align-items: center;
    grid-template: 'icon body actions dismiss' / auto 1fr auto auto;
    contain: layout style paint;
  }

  :host([shape='square']) {
    border-radius: 0;
  }

  :host([intent='success']) {
    background-color: ${nn};
    border-color: ${ln};
  }

  :host([intent='warning']) {
    background-color: ${sn};
    border-color: ${dn};
  }

  :host([intent='error']) {
    background-color: ${tn};
    border-color: ${on};
  }

  :host([layout='multiline']) {
    grid-template-areas:
      'icon body dismiss'
      'actions actions actions';
    grid-template-columns: auto 1fr auto;
    grid-template-rows: auto auto 1fr;
    padding-block: ${Rt};
    padding-inline: ${Ze};
  }

  .content {
    grid-area: body;
    padding-block: ${Rt};
    padding-inline: 0;
  }

  :host([layout='multiline']) .content {
    padding: 0;
  }

  ::slotted([slot='icon']) {
    display: flex;
    grid-area: icon;
    flex-direction: column;
    align-items: center;
    color: ${Nr};
    margin-inline-end: ${$e};
  }

  :host([layout='multiline']) ::slotted([slot='icon']) {
    align-items: start;
    height: 100%;
  }

  ::slotted([slot='dismiss']) {
    grid-area: dismiss;
  }

  .actions {
    grid-area: actions;
    display: flex;
    justify-self: end;
    margin-inline-end: ${$e};
    gap: ${$e};
  }

  :host([layout='multiline']) .actions {
    margin-block-start: ${Rt};
    margin-inline-end: 0;
  }

  :host([layout='multiline']) ::slotted([slot='dismiss']) {
    align-items: start;
    height: 100%;
  }

  ::slotted(*) {
    font-size: inherit;
  }
`;function qi(){return w`
    <slot name="icon"></slot>
    <div class="content">
      <slot></slot>
    </div>
    <div class="actions">
      <slot name="actions"></slot>
    </div>
    <slot name="dismiss"></slot>
  `}var Jn=qi();var Qn={name:Kn,registry:S.registry,styles:Yn,template:Jn};var ye=class extends E{constructor(){super(),this.elementInternals=this.attachInternals(),this.dismissMessageBar=()=>{this.$emit("dismiss",{})},this.elementInternals.role="status"}};h([f],ye.prototype,"shape",void 0);h([f],ye.prototype,"layout",void 0);h([f],ye.prototype,"intent",void 0);ye.define(Qn);var Zn={success:"success",warning:"warning",error:"error"},ea=`${S.prefix}-progress-bar`;var ta=D`
  ${de("block")}

  :host {
    width: 100%;
    height: 2px;
    overflow-x: hidden;
    background-color: ${wt};
    border-radius: ${Ce};
    contain: content;

    @supports (width: attr(value type(<number>))) {
      --max: attr(max type(<number>), 100);
      --min: attr(min type(<number>), 0);
      --value: attr(value type(<number>), 0);
      --indicator-width: clamp(0%, calc((var(--value) - var(--min)) / (var(--max) - var(--min)) * 100%), 100%);
    }
  }

  :host([thickness='large']) {
    height: 4px;
  }

  :host([shape='square']) {
    border-radius: ${At};
  }

  .indicator {
    background-color: ${qo};
    border-radius: inherit;
    height: 100%;
  }

  :host([value]) .indicator {
    transition: all 0.2s ease-in-out;

    @supports (width: attr(value type(<number>))) {
      width: var(--indicator-width);
    }
  }

  :host(:not([value])) .indicator {
    position: relative;
    width: 33%;
    background-image: linear-gradient(
      to right,
      ${wt} 0%,
      ${pe} 50%,
      ${wt} 100%
    );
    animation-name: indeterminate;
    animation-duration: 3s;
    animation-timing-function: linear;
    animation-iteration-count: infinite;
  }

  :host([validation-state='error']) .indicator {
    background-color: ${rn};
  }

  :host([validation-state='warning']) .indicator {
    background-color: ${cn};
  }

  :host([validation-state='success']) .indicator {
    background-color: ${an};
  }

  @layer animations {
    /* Disable animations for reduced motion */
    @media (prefers-reduced-motion: no-preference) {
      :host([value]) {
        transition: none;
      }
      :host(:not([value])) .indicator {
        animation-duration: 0.01ms;
        animation-iteration-count: 1;
      }
    }
  }

  @keyframes indeterminate {
    0% {
      inset-inline-start: -33%;
    }
    100% {
      inset-inline-start: 100%;
    }
  }

  @media (forced-colors: active) {
    :host {
      background-color: CanvasText;
    }
    .indicator,
    :host(:is([validation-state='success'], [validation-state='warning'], [validation-state='error'])) .indicator {
      background-color: Highlight;
    }
  }
`;function Ki(){return w` <div class="indicator" part="indicator" ${ce("indicator")}></div> `}var ra=Ki();var oa={name:ea,registry:S.registry,styles:ta,template:ra};var zu=CSS.supports("anchor-name: --a"),Eu="anchor"in HTMLElement.prototype,na=CSS.supports("selector(:state(g))");function aa(t,e,r){if(!(!e||!t)){if(!na){t.shadowRoot.host.toggleAttribute(`state--${e}`,r);return}if(r??!t.states.has(e)){t.states.add(e);return}t.states.delete(e)}}var Hr=new WeakMap;function Yi(t,e){if(!t||!e)return!1;if(Hr.has(t))return Hr.get(t).has(e);let r=new Set(Object.values(t));return Hr.set(t,r),r.has(e)}function ia(t,e="",r="",o,n=""){aa(t,`${n}${e}`,!1),(!o||Yi(o,r))&&aa(t,`${n}${r}`,!0)}var oe=class extends E{indicatorChanged(){this.setIndicatorWidth()}validationStateChanged(e,r){ia(this.elementInternals,e,r,Zn)}valueChanged(e,r){this.elementInternals&&(this.elementInternals.ariaValueNow=typeof r=="number"?`${r}`:null),this.setIndicatorWidth()}minChanged(e,r){this.elementInternals&&(this.elementInternals.ariaValueMin=typeof r=="number"?`${r}`:null),this.setIndicatorWidth()}maxChanged(e,r){this.elementInternals&&(this.elementInternals.ariaValueMax=typeof r=="number"?`${r}`:null),this.setIndicatorWidth()}constructor(){super(),this.elementInternals=this.attachInternals(),this.validationState=null,this.elementInternals.role="progressbar"}setIndicatorWidth(){CSS.supports("width: attr(value type(<number>))")||I.enqueue(()=>{if(typeof this.value!="number"){this.indicator?.style.removeProperty("width");return}let e=this.min??0,r=this.max??100,o=this.value??0,n=r-e,a=n===0?0:Math.fround((o-e)/n*100);this.indicator?.style.setProperty("width",`${a}%`)})}};h([he],oe.prototype,"indicator",void 0);h([f({attribute:"validation-state"})],oe.prototype,"validationState",void 0);h([f({converter:je})],oe.prototype,"value",void 0);h([f({converter:je})],oe.prototype,"min",void 0);h([f({converter:je})],oe.prototype,"max",void 0);var Oe=class extends oe{};h([f],Oe.prototype,"thickness",void 0);h([f],Oe.prototype,"shape",void 0);Oe.define(oa);var la=`${S.prefix}-spinner`;var sa=D`
  ${de("inline-flex")}

  :host {
    --duration: 1.5s;
    --indicatorSize: ${Mt};
    --size: 32px;
    height: var(--size);
    width: var(--size);
    contain: strict;
    content-visibility: auto;
  }

  :host([size='tiny']) {
    --indicatorSize: ${Le};
    --size: 20px;
  }
  :host([size='extra-small']) {
    --indicatorSize: ${Le};
    --size: 24px;
  }
  :host([size='small']) {
    --indicatorSize: ${Le};
    --size: 28px;
  }
  :host([size='large']) {
    --indicatorSize: ${Mt};
    --size: 36px;
  }
  :host([size='extra-large']) {
    --indicatorSize: ${Mt};
    --size: 40px;
  }
  :host([size='huge']) {
    --indicatorSize: ${xn};
    --size: 44px;
  }

  .progress,
  .background,
  .spinner,
  .start,
  .end,
  .indicator {
    position: absolute;
    inset: 0;
  }

  .progress,
  .spinner,
  .indicator {
    animation: none var(--duration) infinite ${zt};
  }

  .progress {
    animation-timing-function: linear;
    animation-name: spin-linear;
  }

  .background {
    border: var(--indicatorSize) solid ${Zo};
    border-radius: 50%;
  }

  :host([appearance='inverted']) .background {
    border-color: rgba(255, 255, 255, 0.2);
  }

  .spinner {
    animation-name: spin-swing;
  }

  .start {
    overflow: hidden;
    right: 50%;
  }

  .end {
    overflow: hidden;
    left: 50%;
  }

  .indicator {
    color: ${Qo};
    box-sizing: border-box;
    border-radius: 50%;
    border: var(--indicatorSize) solid transparent;
    border-block-start-color: currentcolor;
    border-right-color: currentcolor;
  }

  :host([appearance='inverted']) .indicator {
    color: ${Jo};
  }

  .start .indicator {
    rotate: 135deg; /* Starts 9 o'clock */
    inset: 0 -100% 0 0;
    animation-name: spin-start;
  }

  .end .indicator {
    rotate: 135deg; /* Ends at 3 o'clock */
    inset: 0 0 0 -100%;
    animation-name: spin-end;
  }

  @keyframes spin-linear {
    100% {
      transform: rotate(360deg);
    }
  }

  @keyframes spin-swing {
    0% {
      transform: rotate(-135deg);
    }
    50% {
      transform: rotate(0deg);
    }
    100% {
      transform: rotate(225deg);
    }
  }

  @keyframes spin-start {
    0%,
    100% {
      transform: rotate(0deg);
    }
    50% {
      transform: rotate(-80deg);
    }
  }

  @keyframes spin-end {
    0%,
    100% {
      transform: rotate(0deg);
    }
    50% {
      transform: rotate(70deg);
    }
  }

  @media (forced-colors: active) {
    .background {
      display: none;
    }
    .indicator {
      border-color: Canvas;
      border-block-start-color: Highlight;
      border-right-color: Highlight;
    }
  }
`;var ca=w`
  <slot name="indicator">
    <div class="background"></div>
    <div class="progress">
      <div class="spinner">
        <div class="start">
          <div class="indicator"></div>
        </div>
        <div class="end">
          <div class="indicator"></div>
        </div>
      </div>
    </div>
  </slot>
`;var da={name:la,registry:S.registry,styles:sa,template:ca};var Vt=class extends E{constructor(){super(),this.elementInternals=this.attachInternals(),this.elementInternals.role="progressbar"}};var Me=class extends Vt{};h([f],Me.prototype,"size",void 0);h([f],Me.prototype,"appearance",void 0);Me.define(da);var Ji=0;function Dr(t="id-"){let e=`${t}${Ji++}`;return document.getElementById(e)?Dr(t):e}var Qi="adoptedStyleSheets"in document,Zi="CSSScopeRule"in window,Cr=new Map,Lr=new Map,tt=new Map,$r=new Map,et=new CSSStyleSheet;function Ir(t,e=document){if(!(!e||!nl(e))){if(!Qi||e instanceof HTMLElement&&!e.shadowRoot&&!Zi){let r=e===document?document.documentElement:e;cl(t,r);return}[document,document.documentElement,document.body].includes(e)?al(t):il(t,e)}}var el=/^[a-zA-Z_-][a-zA-Z0-9_-]*$/;function tl(t){return el.test(t)?t:""}var rl=/(;|{|}|\/\*|\*\/|@import|url\s*\(|expression\s*\(|javascript:)/i;function ol(t){return rl.test(t)?"":t}function Or(t){return Cr.has(t)||Cr.set(t,Object.keys(t).reduce((e,r)=>{let o=tl(r),n=ol(t[r].toString());return o&&n?`${e}--${o}:${n};`:e},"")),Cr.get(t)}function nl(t){return[document,document.documentElement].includes(t)||t instanceof HTMLElement&&!!t.closest("body")}function al(t){if(t===null){document.adoptedStyleSheets.includes(et)&&et.replaceSync("");return}et.replaceSync(`
    html {
      ${Or(t)}
    }
  `),document.adoptedStyleSheets.includes(et)||document.adoptedStyleSheets.push(et)}function il(t,e){if(t===null){e.shadowRoot&&tt.has(e)?tt.get(e).replaceSync(""):(delete e.dataset.fluentTheme,ua(e));return}e.shadowRoot?ll(e).replaceSync(`
      :host {
        ${Or(t)}
      }
    `):(e.dataset.fluentTheme=sl(t),ua(e))}function ll(t){if(!tt.has(t)){let e=new CSSStyleSheet;tt.set(t,e),t.shadowRoot?.adoptedStyleSheets.push(e)}return tt.get(t)}function sl(t){if(!Lr.has(t)){let e=Dr("fluent-theme-"),r=new CSSStyleSheet;Lr.set(t,e),r.replaceSync(`
      @scope ([data-fluent-theme="${e}"]) {
        :scope {
          ${Or(t)}
        }
      }
    `),document.adoptedStyleSheets.push(r)}return Lr.get(t)}function cl(t,e){let r;if(t===null){if(!$r.has(e))return;r=$r.get(e)}else $r.set(e,t),r=t;for(let[o,n]of Object.entries(r))t===null?e.style.removeProperty(`--${o}`):e.style.setProperty(`--${o}`,n.toString())}var{userAgent:dl}=navigator,ul=/\bAppleWebKit\/[\d+\.]+\b/.test(dl);function ua(t){if(!ul)return;let e="visibility",r="hidden",o=t.style.getPropertyValue(e);t.style.setProperty(e,r),I.process(),t.style.setProperty(e,o)}var i={2:"#050505",4:"#0a0a0a",6:"#0f0f0f",8:"#141414",10:"#1a1a1a",12:"#1f1f1f",14:"#242424",16:"#292929",18:"#2e2e2e",20:"#333333",22:"#383838",24:"#3d3d3d",26:"#424242",28:"#474747",30:"#4d4d4d",32:"#525252",34:"#575757",36:"#5c5c5c",38:"#616161",40:"#666666",42:"#6b6b6b",44:"#707070",46:"#757575",48:"#7a7a7a",50:"#808080",52:"#858585",54:"#8a8a8a",56:"#8f8f8f",58:"#949494",60:"#999999",62:"#9e9e9e",64:"#a3a3a3",66:"#a8a8a8",68:"#adadad",70:"#b3b3b3",72:"#b8b8b8",74:"#bdbdbd",76:"#c2c2c2",78:"#c7c7c7",80:"#cccccc",82:"#d1d1d1",84:"#d6d6d6",86:"#dbdbdb",88:"#e0e0e0",90:"#e6e6e6",92:"#ebebeb",94:"#f0f0f0",96:"#f5f5f5",98:"#fafafa",99:"#fcfcfc"},F={5:"rgba(255, 255, 255, 0.05)",10:"rgba(255, 255, 255, 0.1)",20:"rgba(255, 255, 255, 0.2)",30:"rgba(255, 255, 255, 0.3)",40:"rgba(255, 255, 255, 0.4)",50:"rgba(255, 255, 255, 0.5)",60:"rgba(255, 255, 255, 0.6)",70:"rgba(255, 255, 255, 0.7)",80:"rgba(255, 255, 255, 0.8)",90:"rgba(255, 255, 255, 0.9)"},z={5:"rgba(0, 0, 0, 0.05)",10:"rgba(0, 0, 0, 0.1)",20:"rgba(0, 0, 0, 0.2)",30:"rgba(0, 0, 0, 0.3)",40:"rgba(0, 0, 0, 0.4)",50:"rgba(0, 0, 0, 0.5)",60:"rgba(0, 0, 0, 0.6)",70:"rgba(0, 0, 0, 0.7)",80:"rgba(0, 0, 0, 0.8)",90:"rgba(0, 0, 0, 0.9)"},pa={5:"rgba(26, 26, 26, 0.05)",10:"rgba(26, 26, 26, 0.1)",20:"rgba(26, 26, 26, 0.2)",30:"rgba(26, 26, 26, 0.3)",40:"rgba(26, 26, 26, 0.4)",50:"rgba(26, 26, 26, 0.5)",60:"rgba(26, 26, 26, 0.6)",70:"rgba(26, 26, 26, 0.7)",80:"rgba(26, 26, 26, 0.8)",90:"rgba(26, 26, 26, 0.9)"},ga={5:"rgba(31, 31, 31, 0.05)",10:"rgba(31, 31, 31, 0.1)",20:"rgba(31, 31, 31, 0.2)",30:"rgba(31, 31, 31, 0.3)",40:"rgba(31, 31, 31, 0.4)",50:"rgba(31, 31, 31, 0.5)",60:"rgba(31, 31, 31, 0.6)",70:"rgba(31, 31, 31, 0.7)",80:"rgba(31, 31, 31, 0.8)",90:"rgba(31, 31, 31, 0.9)"},Mr={5:"rgba(36, 36, 36, 0.05)",10:"rgba(36, 36, 36, 0.1)",20:"rgba(36, 36, 36, 0.2)",30:"rgba(36, 36, 36, 0.3)",40:"rgba(36, 36, 36, 0.4)",50:"rgba(36, 36, 36, 0.5)",60:"rgba(36, 36, 36, 0.6)",70:"rgba(36, 36, 36, 0.7)",80:"rgba(36, 36, 36, 0.8)",90:"rgba(36, 36, 36, 0.9)"},g="#ffffff",Re="#000000";var ha={shade50:"#130204",shade40:"#230308",shade30:"#420610",shade20:"#590815",shade10:"#690a19",primary:"#750b1c",tint10:"#861b2c",tint20:"#962f3f",tint30:"#ac4f5e",tint40:"#d69ca5",tint50:"#e9c7cd",tint60:"#f9f0f2"};var Rr={shade50:"#200205",shade40:"#3b0509",shade30:"#6e0811",shade20:"#960b18",shade10:"#b10e1c",primary:"#c50f1f",tint10:"#cc2635",tint20:"#d33f4c",tint30:"#dc626d",tint40:"#eeacb2",tint50:"#f6d1d5",tint60:"#fdf3f4"},fa={shade50:"#210809",shade40:"#3f1011",shade30:"#751d1f",shade20:"#9f282b",shade10:"#bc2f32",primary:"#d13438",tint10:"#d7494c",tint20:"#dc5e62",tint30:"#e37d80",tint40:"#f1bbbc",tint50:"#f8dadb",tint60:"#fdf6f6"},ma={shade50:"#230900",shade40:"#411200",shade30:"#7a2101",shade20:"#a62d01",shade10:"#c43501",primary:"#da3b01",tint10:"#de501c",tint20:"#e36537",tint30:"#e9835e",tint40:"#f4bfab",tint50:"#f9dcd1",tint60:"#fdf6f3"};var va={shade50:"#200d03",shade40:"#3d1805",shade30:"#712d09",shade20:"#9a3d0c",shade10:"#b6480e",primary:"#ca5010",tint10:"#d06228",tint20:"#d77440",tint30:"#df8e64",tint40:"#efc4ad",tint50:"#f7dfd2",tint60:"#fdf7f4"},ba={shade50:"#271002",shade40:"#4a1e04",shade30:"#8a3707",shade20:"#bc4b09",shade10:"#de590b",primary:"#f7630c",tint10:"#f87528",tint20:"#f98845",tint30:"#faa06b",tint40:"#fdcfb4",tint50:"#fee5d7",tint60:"#fff9f5"},Ba={shade50:"#291600",shade40:"#4d2a00",shade30:"#8f4e00",shade20:"#c26a00",shade10:"#e67e00",primary:"#ff8c00",tint10:"#ff9a1f",tint20:"#ffa83d",tint30:"#ffba66",tint40:"#ffddb3",tint50:"#ffedd6",tint60:"#fffaf5"},Sa={shade50:"#251a00",shade40:"#463100",shade30:"#835b00",shade20:"#b27c00",shade10:"#d39300",primary:"#eaa300",tint10:"#edad1c",tint20:"#efb839",tint30:"#f2c661",tint40:"#f9e2ae",tint50:"#fcefd3",tint60:"#fefbf4"},ka={shade50:"#282400",shade40:"#4c4400",shade30:"#817400",shade20:"#c0ad00",shade10:"#e4cc00",primary:"#fde300",tint10:"#fde61e",tint20:"#fdea3d",tint30:"#feee66",tint40:"#fef7b2",tint50:"#fffad6",tint60:"#fffef5"},xa={shade50:"#1f1900",shade40:"#3a2f00",shade30:"#6c5700",shade20:"#937700",shade10:"#ae8c00",primary:"#c19c00",tint10:"#c8a718",tint20:"#d0b232",tint30:"#dac157",tint40:"#ecdfa5",tint50:"#f5eece",tint60:"#fdfbf2"},ya={shade50:"#181202",shade40:"#2e2103",shade30:"#553e06",shade20:"#745408",shade10:"#89640a",primary:"#986f0b",tint10:"#a47d1e",tint20:"#b18c34",tint30:"#c1a256",tint40:"#e0cea2",tint50:"#efe4cb",tint60:"#fbf8f2"},Pa={shade50:"#170e07",shade40:"#2b1a0e",shade30:"#50301a",shade20:"#6c4123",shade10:"#804d29",primary:"#8e562e",tint10:"#9c663f",tint20:"#a97652",tint30:"#bb8f6f",tint40:"#ddc3b0",tint50:"#edded3",tint60:"#faf7f4"};var Na={shade50:"#0c1501",shade40:"#162702",shade30:"#294903",shade20:"#376304",shade10:"#427505",primary:"#498205",tint10:"#599116",tint20:"#6ba02b",tint30:"#85b44c",tint40:"#bdd99b",tint50:"#dbebc7",tint60:"#f6faf0"},Fa={shade50:"#002111",shade40:"#003d20",shade30:"#00723b",shade20:"#009b51",shade10:"#00b85f",primary:"#00cc6a",tint10:"#19d279",tint20:"#34d889",tint30:"#5ae0a0",tint40:"#a8f0cd",tint50:"#cff7e4",tint60:"#f3fdf8"},wa={shade50:"#031a02",shade40:"#063004",shade30:"#0b5a08",shade20:"#0e7a0b",shade10:"#11910d",primary:"#13a10e",tint10:"#27ac22",tint20:"#3db838",tint30:"#5ec75a",tint40:"#a7e3a5",tint50:"#cef0cd",tint60:"#f2fbf2"},zr={shade50:"#031403",shade40:"#052505",shade30:"#094509",shade20:"#0c5e0c",shade10:"#0e700e",primary:"#107c10",tint10:"#218c21",tint20:"#359b35",tint30:"#54b054",tint40:"#9fd89f",tint50:"#c9eac9",tint60:"#f1faf1"},Ta={shade50:"#021102",shade40:"#032003",shade30:"#063b06",shade20:"#085108",shade10:"#0a5f0a",primary:"#0b6a0b",tint10:"#1a7c1a",tint20:"#2d8e2d",tint30:"#4da64d",tint40:"#9ad29a",tint50:"#c6e7c6",tint60:"#f0f9f0"},Aa={shade50:"#001d1f",shade40:"#00373a",shade30:"#00666d",shade20:"#008b94",shade10:"#00a5af",primary:"#00b7c3",tint10:"#18bfca",tint20:"#32c8d1",tint30:"#58d3db",tint40:"#a6e9ed",tint50:"#cef3f5",tint60:"#f2fcfd"},Ha={shade50:"#001516",shade40:"#012728",shade30:"#02494c",shade20:"#026467",shade10:"#037679",primary:"#038387",tint10:"#159195",tint20:"#2aa0a4",tint30:"#4cb4b7",tint40:"#9bd9db",tint50:"#c7ebec",tint60:"#f0fafa"};var Da={shade50:"#000f12",shade40:"#001b22",shade30:"#00333f",shade20:"#004555",shade10:"#005265",primary:"#005b70",tint10:"#0f6c81",tint20:"#237d92",tint30:"#4496a9",tint40:"#94c8d4",tint50:"#c3e1e8",tint60:"#eff7f9"};var Ca={shade50:"#001322",shade40:"#002440",shade30:"#004377",shade20:"#005ba1",shade10:"#006cbf",primary:"#0078d4",tint10:"#1a86d9",tint20:"#3595de",tint30:"#5caae5",tint40:"#a9d3f2",tint50:"#d0e7f8",tint60:"#f3f9fd"},La={shade50:"#000c16",shade40:"#00172a",shade30:"#002c4e",shade20:"#003b6a",shade10:"#00467e",primary:"#004e8c",tint10:"#125e9a",tint20:"#286fa8",tint30:"#4a89ba",tint40:"#9abfdc",tint50:"#c7dced",tint60:"#f0f6fa"};var $a={shade50:"#0d1126",shade40:"#182047",shade30:"#2c3c85",shade20:"#3c51b4",shade10:"#4760d5",primary:"#4f6bed",tint10:"#637cef",tint20:"#778df1",tint30:"#93a4f4",tint40:"#c8d1fa",tint50:"#e1e6fc",tint60:"#f7f9fe"},Ia={shade50:"#00061d",shade40:"#000c36",shade30:"#001665",shade20:"#001e89",shade10:"#0023a2",primary:"#0027b4",tint10:"#173bbd",tint20:"#3050c6",tint30:"#546fd2",tint40:"#a3b2e8",tint50:"#ccd5f3",tint60:"#f2f4fc"},Oa={shade50:"#120f25",shade40:"#221d46",shade30:"#3f3682",shade20:"#5649b0",shade10:"#6656d1",primary:"#7160e8",tint10:"#8172eb",tint20:"#9184ee",tint30:"#a79cf1",tint40:"#d2ccf8",tint50:"#e7e4fb",tint60:"#f9f8fe"},Ma={shade50:"#0f0717",shade40:"#1c0e2b",shade30:"#341a51",shade20:"#46236e",shade10:"#532982",primary:"#5c2e91",tint10:"#6b3f9e",tint20:"#7c52ab",tint30:"#9470bd",tint40:"#c6b1de",tint50:"#e0d3ed",tint60:"#f7f4fb"};var Ra={shade50:"#160418",shade40:"#29072e",shade30:"#4c0d55",shade20:"#671174",shade10:"#7a1589",primary:"#881798",tint10:"#952aa4",tint20:"#a33fb1",tint30:"#b55fc1",tint40:"#d9a7e0",tint50:"#eaceef",tint60:"#faf2fb"},za={shade50:"#1f091d",shade40:"#3a1136",shade30:"#6d2064",shade20:"#932b88",shade10:"#af33a1",primary:"#c239b3",tint10:"#c94cbc",tint20:"#d161c4",tint30:"#da7ed0",tint40:"#edbbe7",tint50:"#f5daf2",tint60:"#fdf5fc"},Ea={shade50:"#1c0b1f",shade40:"#35153a",shade30:"#63276d",shade20:"#863593",shade10:"#9f3faf",primary:"#b146c2",tint10:"#ba58c9",tint20:"#c36bd1",tint30:"#cf87da",tint40:"#e6bfed",tint50:"#f2dcf5",tint60:"#fcf6fd"},_a={shade50:"#24091b",shade40:"#441232",shade30:"#80215d",shade20:"#ad2d7e",shade10:"#cd3595",primary:"#e43ba6",tint10:"#e750b0",tint20:"#ea66ba",tint30:"#ef85c8",tint40:"#f7c0e3",tint50:"#fbddf0",tint60:"#fef6fb"};var Va={shade50:"#1f0013",shade40:"#390024",shade30:"#6b0043",shade20:"#91005a",shade10:"#ac006b",primary:"#bf0077",tint10:"#c71885",tint20:"#ce3293",tint30:"#d957a8",tint40:"#eca5d1",tint50:"#f5cee6",tint60:"#fcf2f9"},ja={shade50:"#13000c",shade40:"#240017",shade30:"#43002b",shade20:"#5a003b",shade10:"#6b0045",primary:"#77004d",tint10:"#87105d",tint20:"#98246f",tint30:"#ad4589",tint40:"#d696c0",tint50:"#e9c4dc",tint60:"#faf0f6"},Wa={shade50:"#141313",shade40:"#252323",shade30:"#444241",shade20:"#5d5958",shade10:"#6e6968",primary:"#7a7574",tint10:"#8a8584",tint20:"#9a9594",tint30:"#afabaa",tint40:"#d7d4d4",tint50:"#eae8e8",tint60:"#faf9f9"},Ga={shade50:"#0f0e0e",shade40:"#1c1b1a",shade30:"#343231",shade20:"#474443",shade10:"#54514f",primary:"#5d5a58",tint10:"#706d6b",tint20:"#84817e",tint30:"#9e9b99",tint40:"#cecccb",tint50:"#e5e4e3",tint60:"#f8f8f8"};var Xa={shade50:"#111314",shade40:"#1f2426",shade30:"#3b4447",shade20:"#505c60",shade10:"#5f6d71",primary:"#69797e",tint10:"#79898d",tint20:"#89989d",tint30:"#a0adb2",tint40:"#cdd6d8",tint50:"#e4e9ea",tint60:"#f8f9fa"},Ua={shade50:"#090a0b",shade40:"#111315",shade30:"#202427",shade20:"#2b3135",shade10:"#333a3f",primary:"#394146",tint10:"#4d565c",tint20:"#626c72",tint30:"#808a90",tint40:"#bcc3c7",tint50:"#dbdfe1",tint60:"#f6f7f8"};var v={red:fa,green:zr,darkOrange:ma,yellow:ka,berry:za,lightGreen:wa,marigold:Sa},Y={darkRed:ha,cranberry:Rr,pumpkin:va,peach:Ba,gold:xa,brass:ya,brown:Pa,forest:Na,seafoam:Fa,darkGreen:Ta,lightTeal:Aa,teal:Ha,steel:Da,blue:Ca,royalBlue:La,cornflower:$a,navy:Ia,lavender:Oa,purple:Ma,grape:Ra,lilac:Ea,pink:_a,magenta:Va,plum:ja,beige:Wa,mink:Ga,platinum:Xa,anchor:Ua},m={cranberry:Rr,green:zr,orange:ba};var jt=["red","green","darkOrange","yellow","berry","lightGreen","marigold"],Wt=["darkRed","cranberry","pumpkin","peach","gold","brass","brown","forest","seafoam","darkGreen","lightTeal","teal","steel","blue","royalBlue","cornflower","navy","lavender","purple","grape","lilac","pink","magenta","plum","beige","mink","platinum","anchor"];var H={success:"green",warning:"orange",danger:"cranberry"};var rt=jt.reduce((t,e)=>{let r=e.slice(0,1).toUpperCase()+e.slice(1),o={[`colorPalette${r}Background1`]:v[e].tint60,[`colorPalette${r}Background2`]:v[e].tint40,[`colorPalette${r}Background3`]:v[e].primary,[`colorPalette${r}Foreground1`]:v[e].shade10,[`colorPalette${r}Foreground2`]:v[e].shade30,[`colorPalette${r}Foreground3`]:v[e].primary,[`colorPalette${r}BorderActive`]:v[e].primary,[`colorPalette${r}Border1`]:v[e].tint40,[`colorPalette${r}Border2`]:v[e].primary};return Object.assign(t,o)},{});rt.colorPaletteYellowForeground1=v.yellow.shade30;rt.colorPaletteRedForegroundInverted=v.red.tint20;rt.colorPaletteGreenForegroundInverted=v.green.tint20;rt.colorPaletteYellowForegroundInverted=v.yellow.tint40;var pl=Wt.reduce((t,e)=>{let r=e.slice(0,1).toUpperCase()+e.slice(1),o={[`colorPalette${r}Background2`]:Y[e].tint40,[`colorPalette${r}Foreground2`]:Y[e].shade30,[`colorPalette${r}BorderActive`]:Y[e].primary};return Object.assign(t,o)},{}),qa={...rt,...pl},Pe=Object.entries(H).reduce((t,[e,r])=>{let o=e.slice(0,1).toUpperCase()+e.slice(1),n={[`colorStatus${o}Background1`]:m[r].tint60,[`colorStatus${o}Background2`]:m[r].tint40,[`colorStatus${o}Background3`]:m[r].primary,[`colorStatus${o}Foreground1`]:m[r].shade10,[`colorStatus${o}Foreground2`]:m[r].shade30,[`colorStatus${o}Foreground3`]:m[r].primary,[`colorStatus${o}ForegroundInverted`]:m[r].tint30,[`colorStatus${o}BorderActive`]:m[r].primary,[`colorStatus${o}Border1`]:m[r].tint40,[`colorStatus${o}Border2`]:m[r].primary};return Object.assign(t,n)},{});Pe.colorStatusDangerBackground3Hover=m[H.danger].shade10;Pe.colorStatusDangerBackground3Pressed=m[H.danger].shade20;Pe.colorStatusWarningForeground1=m[H.warning].shade20;Pe.colorStatusWarningForeground3=m[H.warning].shade20;Pe.colorStatusWarningBorder2=m[H.warning].shade20;var Ka=t=>({colorNeutralForeground1:i[14],colorNeutralForeground1Hover:i[14],colorNeutralForeground1Pressed:i[14],colorNeutralForeground1Selected:i[14],colorNeutralForeground2:i[26],colorNeutralForeground2Hover:i[14],colorNeutralForeground2Pressed:i[14],colorNeutralForeground2Selected:i[14],colorNeutralForeground2BrandHover:t[80],colorNeutralForeground2BrandPressed:t[70],colorNeutralForeground2BrandSelected:t[80],colorNeutralForeground3:i[38],colorNeutralForeground3Hover:i[26],colorNeutralForeground3Pressed:i[26],colorNeutralForeground3Selected:i[26],colorNeutralForeground3BrandHover:t[80],colorNeutralForeground3BrandPressed:t[70],colorNeutralForeground3BrandSelected:t[80],colorNeutralForeground4:i[44],colorNeutralForeground5:i[38],colorNeutralForeground5Hover:i[14],colorNeutralForeground5Pressed:i[14],colorNeutralForeground5Selected:i[14],colorNeutralForegroundDisabled:i[74],colorNeutralForegroundInvertedDisabled:F[40],colorBrandForegroundLink:t[70],colorBrandForegroundLinkHover:t[60],colorBrandForegroundLinkPressed:t[40],colorBrandForegroundLinkSelected:t[70],colorNeutralForeground2Link:i[26],colorNeutralForeground2LinkHover:i[14],colorNeutralForeground2LinkPressed:i[14],colorNeutralForeground2LinkSelected:i[14],colorCompoundBrandForeground1:t[80],colorCompoundBrandForeground1Hover:t[70],colorCompoundBrandForeground1Pressed:t[60],colorBrandForeground1:t[80],colorBrandForeground2:t[70],colorBrandForeground2Hover:t[60],colorBrandForeground2Pressed:t[30],colorNeutralForeground1Static:i[14],colorNeutralForegroundStaticInverted:g,colorNeutralForegroundInverted:g,colorNeutralForegroundInvertedHover:g,colorNeutralForegroundInvertedPressed:g,colorNeutralForegroundInvertedSelected:g,colorNeutralForegroundInverted2:g,colorNeutralForegroundOnBrand:g,colorNeutralForegroundInvertedLink:g,colorNeutralForegroundInvertedLinkHover:g,colorNeutralForegroundInvertedLinkPressed:g,colorNeutralForegroundInvertedLinkSelected:g,colorBrandForegroundInverted:t[100],colorBrandForegroundInvertedHover:t[110],colorBrandForegroundInvertedPressed:t[100],colorBrandForegroundOnLight:t[80],colorBrandForegroundOnLightHover:t[70],colorBrandForegroundOnLightPressed:t[50],colorBrandForegroundOnLightSelected:t[60],colorNeutralBackground1:g,colorNeutralBackground1Hover:i[96],colorNeutralBackground1Pressed:i[88],colorNeutralBackground1Selected:i[92],colorNeutralBackground2:i[98],colorNeutralBackground2Hover:i[94],colorNeutralBackground2Pressed:i[86],colorNeutralBackground2Selected:i[90],colorNeutralBackground3:i[96],colorNeutralBackground3Hover:i[92],colorNeutralBackground3Pressed:i[84],colorNeutralBackground3Selected:i[88],colorNeutralBackground4:i[94],colorNeutralBackground4Hover:i[98],colorNeutralBackground4Pressed:i[96],colorNeutralBackground4Selected:g,colorNeutralBackground5:i[92],colorNeutralBackground5Hover:i[96],colorNeutralBackground5Pressed:i[94],colorNeutralBackground5Selected:i[98],colorNeutralBackground6:i[90],colorNeutralBackground7:"#00000000",colorNeutralBackground7Hover:i[92],colorNeutralBackground7Pressed:i[84],colorNeutralBackground7Selected:"#00000000",colorNeutralBackground8:i[99],colorNeutralBackgroundInverted:i[16],colorNeutralBackgroundInvertedHover:i[24],colorNeutralBackgroundInvertedPressed:i[12],colorNeutralBackgroundInvertedSelected:i[22],colorNeutralBackgroundStatic:i[20],colorNeutralBackgroundAlpha:F[50],colorNeutralBackgroundAlpha2:F[80],colorSubtleBackground:"transparent",colorSubtleBackgroundHover:i[96],colorSubtleBackgroundPressed:i[88],colorSubtleBackgroundSelected:i[92],colorSubtleBackgroundLightAlphaHover:F[70],colorSubtleBackgroundLightAlphaPressed:F[50],colorSubtleBackgroundLightAlphaSelected:"transparent",colorSubtleBackgroundInverted:"transparent",colorSubtleBackgroundInvertedHover:z[10],colorSubtleBackgroundInvertedPressed:z[30],colorSubtleBackgroundInvertedSelected:z[20],colorTransparentBackground:"transparent",colorTransparentBackgroundHover:"transparent",colorTransparentBackgroundPressed:"transparent",colorTransparentBackgroundSelected:"transparent",colorNeutralBackgroundDisabled:i[94],colorNeutralBackgroundDisabled2:g,colorNeutralBackgroundInvertedDisabled:F[10],colorNeutralStencil1:i[90],colorNeutralStencil2:i[98],colorNeutralStencil1Alpha:z[10],colorNeutralStencil2Alpha:z[5],colorBackgroundOverlay:z[40],colorScrollbarOverlay:z[50],colorBrandBackground:t[80],colorBrandBackgroundHover:t[70],colorBrandBackgroundPressed:t[40],colorBrandBackgroundSelected:t[60],colorCompoundBrandBackground:t[80],colorCompoundBrandBackgroundHover:t[70],colorCompoundBrandBackgroundPressed:t[60],colorBrandBackgroundStatic:t[80],colorBrandBackground2:t[160],colorBrandBackground2Hover:t[150],colorBrandBackground2Pressed:t[130],colorBrandBackground3Static:t[60],colorBrandBackground4Static:t[40],colorBrandBackgroundInverted:g,colorBrandBackgroundInvertedHover:t[160],colorBrandBackgroundInvertedPressed:t[140],colorBrandBackgroundInvertedSelected:t[150],colorNeutralCardBackground:i[98],colorNeutralCardBackgroundHover:g,colorNeutralCardBackgroundPressed:i[96],colorNeutralCardBackgroundSelected:i[92],colorNeutralCardBackgroundDisabled:i[94],colorNeutralStrokeAccessible:i[38],colorNeutralStrokeAccessibleHover:i[34],colorNeutralStrokeAccessiblePressed:i[30],colorNeutralStrokeAccessibleSelected:t[80],colorNeutralStroke1:i[82],colorNeutralStroke1Hover:i[78],colorNeutralStroke1Pressed:i[70],colorNeutralStroke1Selected:i[74],colorNeutralStroke2:i[88],colorNeutralStroke3:i[94],colorNeutralStroke4:i[92],colorNeutralStroke4Hover:i[88],colorNeutralStroke4Pressed:i[84],colorNeutralStroke4Selected:i[92],colorNeutralStrokeSubtle:i[88],colorNeutralStrokeOnBrand:g,colorNeutralStrokeOnBrand2:g,colorNeutralStrokeOnBrand2Hover:g,colorNeutralStrokeOnBrand2Pressed:g,colorNeutralStrokeOnBrand2Selected:g,colorBrandStroke1:t[80],colorBrandStroke2:t[140],colorBrandStroke2Hover:t[120],colorBrandStroke2Pressed:t[80],colorBrandStroke2Contrast:t[140],colorCompoundBrandStroke:t[80],colorCompoundBrandStrokeHover:t[70],colorCompoundBrandStrokePressed:t[60],colorNeutralStrokeDisabled:i[88],colorNeutralStrokeDisabled2:i[92],colorNeutralStrokeInvertedDisabled:F[40],colorTransparentStroke:"transparent",colorTransparentStrokeInteractive:"transparent",colorTransparentStrokeDisabled:"transparent",colorNeutralStrokeAlpha:z[5],colorNeutralStrokeAlpha2:F[20],colorStrokeFocus1:g,colorStrokeFocus2:Re,colorNeutralShadowAmbient:"rgba(0,0,0,0.12)",colorNeutralShadowKey:"rgba(0,0,0,0.14)",colorNeutralShadowAmbientLighter:"rgba(0,0,0,0.06)",colorNeutralShadowKeyLighter:"rgba(0,0,0,0.07)",colorNeutralShadowAmbientDarker:"rgba(0,0,0,0.20)",colorNeutralShadowKeyDarker:"rgba(0,0,0,0.24)",colorBrandShadowAmbient:"rgba(0,0,0,0.30)",colorBrandShadowKey:"rgba(0,0,0,0.25)"});var ot={borderRadiusNone:"0",borderRadiusSmall:"2px",borderRadiusMedium:"4px",borderRadiusLarge:"6px",borderRadiusXLarge:"8px",borderRadius2XLarge:"12px",borderRadius3XLarge:"16px",borderRadius4XLarge:"24px",borderRadius5XLarge:"32px",borderRadius6XLarge:"40px",borderRadiusCircular:"10000px"};var Gt={curveAccelerateMax:"cubic-bezier(0.9,0.1,1,0.2)",curveAccelerateMid:"cubic-bezier(1,0,1,1)",curveAccelerateMin:"cubic-bezier(0.8,0,0.78,1)",curveDecelerateMax:"cubic-bezier(0.1,0.9,0.2,1)",curveDecelerateMid:"cubic-bezier(0,0,0,1)",curveDecelerateMin:"cubic-bezier(0.33,0,0.1,1)",curveEasyEaseMax:"cubic-bezier(0.8,0,0.2,1)",curveEasyEase:"cubic-bezier(0.33,0,0.67,1)",curveLinear:"cubic-bezier(0,0,1,1)"};var Xt={durationUltraFast:"50ms",durationFaster:"100ms",durationFast:"150ms",durationNormal:"200ms",durationGentle:"250ms",durationSlow:"300ms",durationSlower:"400ms",durationUltraSlow:"500ms"};var nt={fontSizeBase100:"10px",fontSizeBase200:"12px",fontSizeBase300:"14px",fontSizeBase400:"16px",fontSizeBase500:"20px",fontSizeBase600:"24px",fontSizeHero700:"28px",fontSizeHero800:"32px",fontSizeHero900:"40px",fontSizeHero1000:"68px"},at={lineHeightBase100:"14px",lineHeightBase200:"16px",lineHeightBase300:"20px",lineHeightBase400:"22px",lineHeightBase500:"28px",lineHeightBase600:"32px",lineHeightHero700:"36px",lineHeightHero800:"40px",lineHeightHero900:"52px",lineHeightHero1000:"92px"},it={fontWeightRegular:400,fontWeightMedium:500,fontWeightSemibold:600,fontWeightBold:700},lt={fontFamilyBase:"'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', sans-serif",fontFamilyMonospace:"Consolas, 'Courier New', Courier, monospace",fontFamilyNumeric:"Bahnschrift, 'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', sans-serif"};var x={none:"0",xxs:"2px",xs:"4px",sNudge:"6px",s:"8px",mNudge:"10px",m:"12px",l:"16px",xl:"20px",xxl:"24px",xxxl:"32px"},Ut={spacingHorizontalNone:x.none,spacingHorizontalXXS:x.xxs,spacingHorizontalXS:x.xs,spacingHorizontalSNudge:x.sNudge,spacingHorizontalS:x.s,spacingHorizontalMNudge:x.mNudge,spacingHorizontalM:x.m,spacingHorizontalL:x.l,spacingHorizontalXL:x.xl,spacingHorizontalXXL:x.xxl,spacingHorizontalXXXL:x.xxxl},qt={spacingVerticalNone:x.none,spacingVerticalXXS:x.xxs,spacingVerticalXS:x.xs,spacingVerticalSNudge:x.sNudge,spacingVerticalS:x.s,spacingVerticalMNudge:x.mNudge,spacingVerticalM:x.m,spacingVerticalL:x.l,spacingVerticalXL:x.xl,spacingVerticalXXL:x.xxl,spacingVerticalXXXL:x.xxxl};var st={strokeWidthThin:"1px",strokeWidthThick:"2px",strokeWidthThicker:"3px",strokeWidthThickest:"4px"};function ze(t,e,r=""){return{[`shadow2${r}`]:`0 0 2px ${t}, 0 1px 2px ${e}`,[`shadow4${r}`]:`0 0 2px ${t}, 0 2px 4px ${e}`,[`shadow8${r}`]:`0 0 2px ${t}, 0 4px 8px ${e}`,[`shadow16${r}`]:`0 0 2px ${t}, 0 8px 16px ${e}`,[`shadow28${r}`]:`0 0 8px ${t}, 0 14px 28px ${e}`,[`shadow64${r}`]:`0 0 8px ${t}, 0 32px 64px ${e}`}}var Ya=t=>{let e=Ka(t);return{...ot,...nt,...at,...lt,...it,...st,...Ut,...qt,...Xt,...Gt,...e,...qa,...Pe,...ze(e.colorNeutralShadowAmbient,e.colorNeutralShadowKey),...ze(e.colorBrandShadowAmbient,e.colorBrandShadowKey,"Brand")}};var Kt={10:"#061724",20:"#082338",30:"#0a2e4a",40:"#0c3b5e",50:"#0e4775",60:"#0f548c",70:"#115ea3",80:"#0f6cbd",90:"#2886de",100:"#479ef5",110:"#62abf5",120:"#77b7f7",130:"#96c6fa",140:"#b4d6fa",150:"#cfe4fa",160:"#ebf3fc"};var J=jt.reduce((t,e)=>{let r=e.slice(0,1).toUpperCase()+e.slice(1),o={[`colorPalette${r}Background1`]:v[e].shade40,[`colorPalette${r}Background2`]:v[e].shade30,[`colorPalette${r}Background3`]:v[e].primary,[`colorPalette${r}Foreground1`]:v[e].tint30,[`colorPalette${r}Foreground2`]:v[e].tint40,[`colorPalette${r}Foreground3`]:v[e].tint20,[`colorPalette${r}BorderActive`]:v[e].tint30,[`colorPalette${r}Border1`]:v[e].primary,[`colorPalette${r}Border2`]:v[e].tint20};return Object.assign(t,o)},{});J.colorPaletteRedForeground3=v.red.tint30;J.colorPaletteRedBorder2=v.red.tint30;J.colorPaletteGreenForeground3=v.green.tint40;J.colorPaletteGreenBorder2=v.green.tint40;J.colorPaletteDarkOrangeForeground3=v.darkOrange.tint30;J.colorPaletteDarkOrangeBorder2=v.darkOrange.tint30;J.colorPaletteRedForegroundInverted=v.red.primary;J.colorPaletteGreenForegroundInverted=v.green.primary;J.colorPaletteYellowForegroundInverted=v.yellow.shade30;var Er=Wt.reduce((t,e)=>{let r=e.slice(0,1).toUpperCase()+e.slice(1),o={[`colorPalette${r}Background2`]:Y[e].shade30,[`colorPalette${r}Foreground2`]:Y[e].tint40,[`colorPalette${r}BorderActive`]:Y[e].tint30};return Object.assign(t,o)},{});Er.colorPaletteDarkRedBackground2=Y.darkRed.shade20;Er.colorPalettePlumBackground2=Y.plum.shade20;var Ja={...J,...Er},ne=Object.entries(H).reduce((t,[e,r])=>{let o=e.slice(0,1).toUpperCase()+e.slice(1),n={[`colorStatus${o}Background1`]:m[r].shade40,[`colorStatus${o}Background2`]:m[r].shade30,[`colorStatus${o}Background3`]:m[r].primary,[`colorStatus${o}Foreground1`]:m[r].tint30,[`colorStatus${o}Foreground2`]:m[r].tint40,[`colorStatus${o}Foreground3`]:m[r].tint20,[`colorStatus${o}BorderActive`]:m[r].tint30,[`colorStatus${o}ForegroundInverted`]:m[r].shade10,[`colorStatus${o}Border1`]:m[r].primary,[`colorStatus${o}Border2`]:m[r].tint20};return Object.assign(t,n)},{});ne.colorStatusDangerBackground3Hover=m[H.danger].shade10;ne.colorStatusDangerBackground3Pressed=m[H.danger].shade20;ne.colorStatusDangerForeground3=m[H.danger].tint40;ne.colorStatusDangerBorder2=m[H.danger].tint30;ne.colorStatusSuccessForeground3=m[H.success].tint40;ne.colorStatusSuccessBorder2=m[H.success].tint40;ne.colorStatusWarningForegroundInverted=m[H.warning].shade20;var Yt=Ya(Kt);var Qa=t=>({colorNeutralForeground1:g,colorNeutralForeground1Hover:g,colorNeutralForeground1Pressed:g,colorNeutralForeground1Selected:g,colorNeutralForeground2:i[84],colorNeutralForeground2Hover:g,colorNeutralForeground2Pressed:g,colorNeutralForeground2Selected:g,colorNeutralForeground2BrandHover:t[100],colorNeutralForeground2BrandPressed:t[90],colorNeutralForeground2BrandSelected:t[100],colorNeutralForeground3:i[68],colorNeutralForeground3Hover:i[84],colorNeutralForeground3Pressed:i[84],colorNeutralForeground3Selected:i[84],colorNeutralForeground3BrandHover:t[100],colorNeutralForeground3BrandPressed:t[90],colorNeutralForeground3BrandSelected:t[100],colorNeutralForeground4:i[60],colorNeutralForeground5:i[68],colorNeutralForeground5Hover:g,colorNeutralForeground5Pressed:g,colorNeutralForeground5Selected:g,colorNeutralForegroundDisabled:i[36],colorNeutralForegroundInvertedDisabled:F[40],colorBrandForegroundLink:t[100],colorBrandForegroundLinkHover:t[110],colorBrandForegroundLinkPressed:t[90],colorBrandForegroundLinkSelected:t[100],colorNeutralForeground2Link:i[84],colorNeutralForeground2LinkHover:g,colorNeutralForeground2LinkPressed:g,colorNeutralForeground2LinkSelected:g,colorCompoundBrandForeground1:t[100],colorCompoundBrandForeground1Hover:t[110],colorCompoundBrandForeground1Pressed:t[90],colorBrandForeground1:t[100],colorBrandForeground2:t[110],colorBrandForeground2Hover:t[130],colorBrandForeground2Pressed:t[160],colorNeutralForeground1Static:i[14],colorNeutralForegroundStaticInverted:g,colorNeutralForegroundInverted:i[14],colorNeutralForegroundInvertedHover:i[14],colorNeutralForegroundInvertedPressed:i[14],colorNeutralForegroundInvertedSelected:i[14],colorNeutralForegroundInverted2:i[14],colorNeutralForegroundOnBrand:g,colorNeutralForegroundInvertedLink:g,colorNeutralForegroundInvertedLinkHover:g,colorNeutralForegroundInvertedLinkPressed:g,colorNeutralForegroundInvertedLinkSelected:g,colorBrandForegroundInverted:t[80],colorBrandForegroundInvertedHover:t[70],colorBrandForegroundInvertedPressed:t[60],colorBrandForegroundOnLight:t[80],colorBrandForegroundOnLightHover:t[70],colorBrandForegroundOnLightPressed:t[50],colorBrandForegroundOnLightSelected:t[60],colorNeutralBackground1:i[16],colorNeutralBackground1Hover:i[24],colorNeutralBackground1Pressed:i[12],colorNeutralBackground1Selected:i[22],colorNeutralBackground2:i[12],colorNeutralBackground2Hover:i[20],colorNeutralBackground2Pressed:i[8],colorNeutralBackground2Selected:i[18],colorNeutralBackground3:i[8],colorNeutralBackground3Hover:i[16],colorNeutralBackground3Pressed:i[4],colorNeutralBackground3Selected:i[14],colorNeutralBackground4:i[4],colorNeutralBackground4Hover:i[12],colorNeutralBackground4Pressed:Re,colorNeutralBackground4Selected:i[10],colorNeutralBackground5:Re,colorNeutralBackground5Hover:i[8],colorNeutralBackground5Pressed:i[2],colorNeutralBackground5Selected:i[6],colorNeutralBackground6:i[20],colorNeutralBackground7:"#00000000",colorNeutralBackground7Hover:i[10],colorNeutralBackground7Pressed:i[4],colorNeutralBackground7Selected:"#00000000",colorNeutralBackground8:i[16],colorNeutralBackgroundInverted:g,colorNeutralBackgroundInvertedHover:i[96],colorNeutralBackgroundInvertedPressed:i[88],colorNeutralBackgroundInvertedSelected:i[92],colorNeutralBackgroundStatic:i[24],colorNeutralBackgroundAlpha:pa[50],colorNeutralBackgroundAlpha2:ga[70],colorSubtleBackground:"transparent",colorSubtleBackgroundHover:i[22],colorSubtleBackgroundPressed:i[18],colorSubtleBackgroundSelected:i[20],colorSubtleBackgroundLightAlphaHover:Mr[80],colorSubtleBackgroundLightAlphaPressed:Mr[50],colorSubtleBackgroundLightAlphaSelected:"transparent",colorSubtleBackgroundInverted:"transparent",colorSubtleBackgroundInvertedHover:z[10],colorSubtleBackgroundInvertedPressed:z[30],colorSubtleBackgroundInvertedSelected:z[20],colorTransparentBackground:"transparent",colorTransparentBackgroundHover:"transparent",colorTransparentBackgroundPressed:"transparent",colorTransparentBackgroundSelected:"transparent",colorNeutralBackgroundDisabled:i[8],colorNeutralBackgroundDisabled2:i[16],colorNeutralBackgroundInvertedDisabled:F[10],colorNeutralStencil1:i[34],colorNeutralStencil2:i[20],colorNeutralStencil1Alpha:F[10],colorNeutralStencil2Alpha:F[5],colorBackgroundOverlay:z[50],colorScrollbarOverlay:F[60],colorBrandBackground:t[70],colorBrandBackgroundHover:t[80],colorBrandBackgroundPressed:t[40],colorBrandBackgroundSelected:t[60],colorCompoundBrandBackground:t[100],colorCompoundBrandBackgroundHover:t[110],colorCompoundBrandBackgroundPressed:t[90],colorBrandBackgroundStatic:t[80],colorBrandBackground2:t[20],colorBrandBackground2Hover:t[40],colorBrandBackground2Pressed:t[10],colorBrandBackground3Static:t[60],colorBrandBackground4Static:t[40],colorBrandBackgroundInverted:g,colorBrandBackgroundInvertedHover:t[160],colorBrandBackgroundInvertedPressed:t[140],colorBrandBackgroundInvertedSelected:t[150],colorNeutralCardBackground:i[20],colorNeutralCardBackgroundHover:i[24],colorNeutralCardBackgroundPressed:i[18],colorNeutralCardBackgroundSelected:i[22],colorNeutralCardBackgroundDisabled:i[8],colorNeutralStrokeAccessible:i[68],colorNeutralStrokeAccessibleHover:i[74],colorNeutralStrokeAccessiblePressed:i[70],colorNeutralStrokeAccessibleSelected:t[100],colorNeutralStroke1:i[40],colorNeutralStroke1Hover:i[46],colorNeutralStroke1Pressed:i[42],colorNeutralStroke1Selected:i[44],colorNeutralStroke2:i[32],colorNeutralStroke3:i[24],colorNeutralStroke4:i[24],colorNeutralStroke4Hover:i[18],colorNeutralStroke4Pressed:i[14],colorNeutralStroke4Selected:i[24],colorNeutralStrokeSubtle:i[4],colorNeutralStrokeOnBrand:i[16],colorNeutralStrokeOnBrand2:g,colorNeutralStrokeOnBrand2Hover:g,colorNeutralStrokeOnBrand2Pressed:g,colorNeutralStrokeOnBrand2Selected:g,colorBrandStroke1:t[100],colorBrandStroke2:t[50],colorBrandStroke2Hover:t[50],colorBrandStroke2Pressed:t[30],colorBrandStroke2Contrast:t[50],colorCompoundBrandStroke:t[100],colorCompoundBrandStrokeHover:t[110],colorCompoundBrandStrokePressed:t[90],colorNeutralStrokeDisabled:i[26],colorNeutralStrokeDisabled2:i[24],colorNeutralStrokeInvertedDisabled:F[40],colorTransparentStroke:"transparent",colorTransparentStrokeInteractive:"transparent",colorTransparentStrokeDisabled:"transparent",colorNeutralStrokeAlpha:F[10],colorNeutralStrokeAlpha2:F[20],colorStrokeFocus1:Re,colorStrokeFocus2:g,colorNeutralShadowAmbient:"rgba(0,0,0,0.24)",colorNeutralShadowKey:"rgba(0,0,0,0.28)",colorNeutralShadowAmbientLighter:"rgba(0,0,0,0.12)",colorNeutralShadowKeyLighter:"rgba(0,0,0,0.14)",colorNeutralShadowAmbientDarker:"rgba(0,0,0,0.40)",colorNeutralShadowKeyDarker:"rgba(0,0,0,0.48)",colorBrandShadowAmbient:"rgba(0,0,0,0.30)",colorBrandShadowKey:"rgba(0,0,0,0.25)"});var Za=t=>{let e=Qa(t);return{...ot,...nt,...at,...lt,...it,...st,...Ut,...qt,...Xt,...Gt,...e,...Ja,...ne,...ze(e.colorNeutralShadowAmbient,e.colorNeutralShadowKey),...ze(e.colorBrandShadowAmbient,e.colorBrandShadowKey,"Brand")}};var Jt=Za(Kt);export{Ir as setTheme,Jt as webDarkTheme,Yt as webLightTheme};
